package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"

	formats "github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/merkle/proof"
	"golang.org/x/mod/sumdb/note"
)

const lineBytesMax = 64 << 20

// What a line of an export may be; see docs/decisions/0074.
type exportLine struct {
	Format       string `json:"format"`
	AccountID    string `json:"accountId"`
	IsComplete   bool   `json:"isComplete"`
	Checkpoint   string `json:"checkpoint"`
	ArchivedUpTo uint64 `json:"archivedUpTo"`

	Entry  map[string]any    `json:"entry"`
	Salt   []byte            `json:"salt"`
	Salts  map[string][]byte `json:"salts"`
	Hashes map[string]string `json:"hashes"`
	Proof  [][]byte          `json:"proof"`

	Position uint64 `json:"position"`
	Others   []byte `json:"others"`

	Entries *int `json:"entries"`
}

// Holds every line of a whole export against its checkpoint.
func checkExport(file string, verifier note.Verifier) error {
	opened, err := os.Open(file)
	if err != nil {
		return err
	}
	defer opened.Close()
	lines := bufio.NewScanner(opened)
	lines.Buffer(nil, lineBytesMax)

	head, err := nextLine(lines)
	if err != nil {
		return err
	}
	checkpoint, _, _, err := formats.ParseCheckpoint([]byte(head.Checkpoint), verifier.Name(), verifier)
	if err != nil {
		return err
	}
	if head.Format != "rollcall-audit-export/1" || !head.IsComplete {
		return errors.New("it is not a whole export")
	}
	grown, entries, archivedUpTo := newGrownTree(), 0, uint64(0)
	for {
		line, err := nextLine(lines)
		if err != nil {
			return err
		}
		switch {
		case line.Entries != nil:
			if *line.Entries != entries {
				return fmt.Errorf("it says that it has %d entries, and has %d", *line.Entries, entries)
			}
			// Nobody has signed the first line.
			if head.ArchivedUpTo > archivedUpTo {
				return fmt.Errorf("no entry says that those up to position %d are in the archive", head.ArchivedUpTo)
			}
			return grown.check(checkpoint)
		case line.Entry != nil:
			if err := addEntry(grown, line, head.AccountID, checkpoint); err != nil {
				return fmt.Errorf("position %d: %w", grown.leaves.End()+1, err)
			}
			entries++
			archivedUpTo = max(archivedUpTo, archivedBy(line.Entry))
		default:
			if err := addOthers(grown, line, head); err != nil {
				return err
			}
		}
	}
}

func addEntry(grown *grownTree, line *exportLine, account string, checkpoint *formats.Checkpoint) error {
	index := grown.leaves.End()
	if line.Entry["accountId"] != account || fmt.Sprint(line.Entry["position"]) != fmt.Sprint(index+1) {
		return errors.New("the entry is not the one that follows")
	}
	data, err := leafData(line)
	if err != nil {
		return err
	}
	hash := hasher.HashLeaf(data)
	if err := proof.VerifyInclusion(hasher, index, checkpoint.Size, hash, line.Proof, checkpoint.Hash); err != nil {
		return err
	}
	return grown.append(hash)
}

func addOthers(grown *grownTree, line, head *exportLine) error {
	own := accountTag(head.AccountID)
	if line.Position != grown.leaves.End()+1 || len(line.Others) == 0 || len(line.Others)%leafBytes != 0 {
		return fmt.Errorf("position %d does not follow", line.Position)
	}
	for start := 0; start < len(line.Others); start += leafBytes {
		leaf := line.Others[start : start+leafBytes]
		// What was archived and pruned is in another file.
		if bytes.Equal(leaf[:len(own)], own) && grown.leaves.End() >= head.ArchivedUpTo {
			return fmt.Errorf("position %d is an entry that was kept back", grown.leaves.End()+1)
		}
		if err := grown.append(hasher.HashLeaf(leaf)); err != nil {
			return err
		}
	}
	return nil
}

// Up to which position an entry says that those of its account are in the archive.
func archivedBy(entry map[string]any) uint64 {
	target, _ := entry["target"].(map[string]any)
	changes, _ := entry["changes"].([]any)
	if entry["action"] != "AuditLogArchived" || entry["refusal"] != nil || target["id"] != entry["accountId"] {
		return 0
	}
	for _, each := range changes {
		if change, _ := each.(map[string]any); change["path"] == "archivedUpTo" {
			upTo, _ := strconv.ParseUint(fmt.Sprint(change["to"]), 10, 64)
			return upTo
		}
	}
	return 0
}

func nextLine(lines *bufio.Scanner) (*exportLine, error) {
	if !lines.Scan() {
		return nil, errors.Join(errors.New("it ends early"), lines.Err())
	}
	decoder := json.NewDecoder(bytes.NewReader(lines.Bytes()))
	// What is a number stays as it was written.
	decoder.UseNumber()
	decoder.DisallowUnknownFields()
	line := &exportLine{}
	return line, decoder.Decode(line)
}

func base64Of(bytes []byte) string { return base64.StdEncoding.EncodeToString(bytes) }
