package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/gowebpki/jcs"
)

// Bytes of the data of a leaf: the account's tag, and the hash of what the entry says.
const leafBytes = 64

// What stands in the committed form as it is.
var plain = regexp.MustCompile(`^/(version|position|at|accountId|action|principal/kind|target/type|changes/\d+/path|refusal/code|refusal/leftOut/\d+/code)$`)

func accountTag(account string) []byte {
	tag := sha256.Sum256([]byte(account))
	return tag[:]
}

// The data of the leaf of an entry.
func leafData(line *exportLine) ([]byte, error) {
	statement := map[string]any{"version": json.Number("1")}
	for name, value := range line.Entry {
		statement[name] = value
	}
	committed, err := line.committed(statement, "")
	if err != nil {
		return nil, err
	}
	canonical, err := canonicalJSON(committed)
	if err != nil {
		return nil, err
	}
	said := sha256.Sum256(canonical)
	account, _ := line.Entry["accountId"].(string)
	return append(accountTag(account), said[:]...), nil
}

func (line *exportLine) committed(value any, pointer string) (any, error) {
	switch value := value.(type) {
	case string, json.Number:
		if plain.MatchString(pointer) {
			return value, nil
		}
		return line.saltedHash(value, pointer)
	case []any:
		list := make([]any, len(value))
		for i, element := range value {
			hashed, err := line.committed(element, fmt.Sprintf("%s/%d", pointer, i))
			if err != nil {
				return nil, err
			}
			list[i] = hashed
		}
		return list, nil
	case map[string]any:
		object := make(map[string]any, len(value))
		for name, member := range value {
			step := strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
			hashed, err := line.committed(member, pointer+"/"+step)
			if err != nil {
				return nil, err
			}
			object[name] = hashed
		}
		return object, nil
	default:
		return value, nil
	}
}

func (line *exportLine) saltedHash(value any, pointer string) (string, error) {
	if hash, erased := line.Hashes[pointer]; erased {
		// Whatever else stands there is proved by nothing.
		if text := fmt.Sprint(value); text != "(erased)" && text != "0" {
			return "", fmt.Errorf("%s has a value that was erased", pointer)
		}
		return hash, nil
	}
	salt := line.Salts[pointer]
	if line.Salt != nil {
		salt = keyedHash(line.Salt, []byte(pointer))
	}
	if salt == nil {
		return "", fmt.Errorf("%s has no salt", pointer)
	}
	// JCS writes objects and lists only.
	list, err := canonicalJSON([]any{value})
	if err != nil {
		return "", err
	}
	return base64Of(keyedHash(salt, list[1:len(list)-1])), nil
}

func keyedHash(key, text []byte) []byte {
	hash := hmac.New(sha256.New, key)
	hash.Write(text)
	return hash.Sum(nil)
}

func canonicalJSON(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return jcs.Transform(text.Bytes())
}
