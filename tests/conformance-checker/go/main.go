// A verifier of Rollcall's audit log that shares no code with it: the Merkle tree is that of transparency-dev/merkle,
// checkpoints are read by transparency-dev/formats, notes by golang.org/x/mod, and JSON is written by gowebpki/jcs.
//
// verify-log LOG-URL TOKEN PUBLIC-KEY-FILE EARLIER-CHECKPOINT-FILE EXPORT-FILE
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	formats "github.com/transparency-dev/formats/log"
	"golang.org/x/mod/sumdb/note"
)

func main() {
	if len(os.Args) != 6 {
		fmt.Println("FAILED the call: verify-log LOG-URL TOKEN PUBLIC-KEY-FILE EARLIER-CHECKPOINT-FILE EXPORT-FILE")
		os.Exit(2)
	}
	url, token, keyFile, earlierFile, exportFile := os.Args[1], os.Args[2], os.Args[3], os.Args[4], os.Args[5]
	failed := false
	step := func(name string, run func() error) {
		if err := run(); err != nil {
			fmt.Printf("FAILED %s: %v\n", name, err)
			failed = true
			return
		}
		fmt.Printf("passed %s\n", name)
	}

	served := &servedLog{url: url, token: token}
	var verifier note.Verifier
	var latest, earlier *formats.Checkpoint
	step("the public key is one of notes", func() (err error) {
		verifier, err = verifierIn(keyFile)
		return err
	})
	if failed {
		os.Exit(1)
	}
	step("the served checkpoint is signed by it", func() error {
		text, err := served.get("checkpoint")
		if err != nil {
			return err
		}
		latest, _, _, err = formats.ParseCheckpoint(text, verifier.Name(), verifier)
		return err
	})
	step("so is the one from before", func() error {
		text, err := os.ReadFile(earlierFile)
		if err != nil {
			return err
		}
		earlier, _, _, err = formats.ParseCheckpoint(text, verifier.Name(), verifier)
		return err
	})
	if failed {
		os.Exit(1)
	}
	step("the served tiles make the root that is signed", func() error { return served.checkRoot(latest) })
	step("each leaf is proved to be included", func() error { return served.checkInclusion(latest) })
	step("the log has only grown", func() error { return served.checkConsistency(earlier, latest) })
	step("the export is what was signed, and whole", func() error { return checkExport(exportFile, verifier) })
	if failed {
		os.Exit(1)
	}
}

// The first key of a file.
func verifierIn(file string) (note.Verifier, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	first, _, _ := strings.Cut(strings.TrimSpace(string(text)), "\n")
	return note.NewVerifier(first)
}

// A log that is served as C2SP tlog-tiles has it.
type servedLog struct {
	url   string
	token string
}

func (log *servedLog) get(path string) ([]byte, error) {
	request, err := http.NewRequest(http.MethodGet, log.url+"/"+path, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+log.token)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s answered with %s", path, answer.Status)
	}
	return io.ReadAll(answer.Body)
}
