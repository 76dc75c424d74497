package main

import (
	"bytes"
	"fmt"
	"strings"

	formats "github.com/transparency-dev/formats/log"
	"github.com/transparency-dev/merkle/compact"
	"github.com/transparency-dev/merkle/proof"
	"github.com/transparency-dev/merkle/rfc6962"
	"golang.org/x/mod/sumdb/tlog"
)

var hasher = rfc6962.DefaultHasher

// Height, ReadTiles and SaveTiles are those of tlog.TileReader.
func (log *servedLog) Height() int { return 8 }

func (log *servedLog) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		// golang.org/x/mod names the height in the path, and C2SP does not.
		path := "tile/" + strings.TrimPrefix(tile.Path(), "tile/8/")
		hashes, err := log.get(path)
		if err != nil {
			return nil, err
		}
		data[i] = hashes
	}
	return data, nil
}

func (log *servedLog) SaveTiles([]tlog.Tile, [][]byte) {}

// Reads nodes of the tree of a checkpoint, after it has held their tiles against its root.
func (log *servedLog) nodes(checkpoint *formats.Checkpoint, ids []compact.NodeID) ([][]byte, error) {
	root, err := tlog.ParseHash(base64Of(checkpoint.Hash))
	if err != nil {
		return nil, err
	}
	reader := tlog.TileHashReader(tlog.Tree{N: int64(checkpoint.Size), Hash: root}, log)
	indexes := make([]int64, len(ids))
	for i, id := range ids {
		indexes[i] = tlog.StoredHashIndex(int(id.Level), int64(id.Index))
	}
	read, err := reader.ReadHashes(indexes)
	if err != nil {
		return nil, err
	}
	hashes := make([][]byte, len(read))
	for i := range read {
		hashes[i] = read[i][:]
	}
	return hashes, nil
}

func (log *servedLog) leaf(checkpoint *formats.Checkpoint, index uint64) ([]byte, error) {
	hashes, err := log.nodes(checkpoint, []compact.NodeID{compact.NewNodeID(0, index)})
	if err != nil {
		return nil, err
	}
	return hashes[0], nil
}

func (log *servedLog) checkRoot(checkpoint *formats.Checkpoint) error {
	grown := newGrownTree()
	for index := uint64(0); index < checkpoint.Size; index++ {
		hash, err := log.leaf(checkpoint, index)
		if err != nil {
			return err
		}
		if err := grown.append(hash); err != nil {
			return err
		}
	}
	return grown.check(checkpoint)
}

func (log *servedLog) checkInclusion(checkpoint *formats.Checkpoint) error {
	for index := uint64(0); index < checkpoint.Size; index++ {
		hash, err := log.leaf(checkpoint, index)
		if err != nil {
			return err
		}
		path, err := proof.Inclusion(index, checkpoint.Size)
		if err != nil {
			return err
		}
		hashes, err := log.path(checkpoint, path)
		if err != nil {
			return err
		}
		if err := proof.VerifyInclusion(hasher, index, checkpoint.Size, hash, hashes, checkpoint.Hash); err != nil {
			return fmt.Errorf("position %d: %w", index+1, err)
		}
	}
	return nil
}

func (log *servedLog) checkConsistency(earlier, latest *formats.Checkpoint) error {
	if earlier.Size == 0 || earlier.Size >= latest.Size {
		return fmt.Errorf("the log has not grown from %d to %d", earlier.Size, latest.Size)
	}
	path, err := proof.Consistency(earlier.Size, latest.Size)
	if err != nil {
		return err
	}
	hashes, err := log.path(latest, path)
	if err != nil {
		return err
	}
	return proof.VerifyConsistency(hasher, earlier.Size, latest.Size, hashes, earlier.Hash, latest.Hash)
}

func (log *servedLog) path(checkpoint *formats.Checkpoint, path proof.Nodes) ([][]byte, error) {
	hashes, err := log.nodes(checkpoint, path.IDs)
	if err != nil {
		return nil, err
	}
	return path.Rehash(hashes, hasher.HashChildren)
}

// The tree of leaves that come one after the other.
type grownTree struct{ leaves *compact.Range }

func newGrownTree() *grownTree {
	factory := compact.RangeFactory{Hash: hasher.HashChildren}
	return &grownTree{leaves: factory.NewEmptyRange(0)}
}

func (tree *grownTree) append(hash []byte) error { return tree.leaves.Append(hash, nil) }

func (tree *grownTree) check(checkpoint *formats.Checkpoint) error {
	root, err := tree.leaves.GetRootHash(nil)
	if err != nil {
		return err
	}
	if tree.leaves.End() != checkpoint.Size || !bytes.Equal(root, checkpoint.Hash) {
		return fmt.Errorf("%d leaves do not make the root of %d", tree.leaves.End(), checkpoint.Size)
	}
	return nil
}
