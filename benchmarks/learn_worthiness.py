"""Learns the weights of `factcheck.text.worthiness` from labelled sentences, and says how well they do on others.

    pip install scikit-learn
    python benchmarks/learn_worthiness.py sentences.jsonl [--write]

Each line of the file is {"text", "label"} with label 1 for a sentence worth checking. First the F1 of the positive
class is measured on sentences the weights were not learned from, both classes weighted alike: five folds, and halves.
With --write the weights learned from all sentences replace `factcheck/text/worthiness.tsv`.

scikit-learn is no dependency of the product: only who learns the weights anew needs it.
"""

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, train_test_split

from factcheck.text.worthiness import WEIGHTS_FILE, find_features, wordings

# Words and pairs that are kept: with half as many F1 falls by .003, with twice as many it does not rise.
KEPT = 1_000
STRENGTH_OF_CHOICE, STRENGTH = 0.02, 0.05  # of the ridge, when choosing the words and when weighing them
# From this probability on a sentence counts as worth checking: of .38 to .5 the best F1 in the folds.
LEAST = 0.4
RARE = 4  # sentences that must hold a word


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--write", action="store_true", help="replace the weights of the product")
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.sentences.read_text().splitlines()]
    texts, labels = [row["text"] for row in rows], np.array([row["label"] for row in rows])
    vocabulary = CountVectorizer(analyzer=wordings, min_df=RARE, binary=True)
    words = vocabulary.fit_transform(texts)
    names = sorted({name for text in texts for name in find_features(text)})
    features = csr_matrix([[name in found for name in names] for found in map(find_features, texts)], dtype=float)
    table = hstack([words, features]).tocsr()

    folds = [
        score(table, labels, words.shape[1], learned, unseen)
        for seed in range(3)
        for learned, unseen in StratifiedKFold(5, shuffle=True, random_state=seed).split(table, labels)
    ]
    print(f"five folds, three times: F1 {np.mean(folds):.3f} ({min(folds):.3f} to {max(folds):.3f})")
    halves = []
    for seed in range(6):
        learned, unseen = train_test_split(np.arange(len(labels)), test_size=0.5, stratify=labels, random_state=seed)
        halves.append(score(table, labels, words.shape[1], learned, unseen))
    print(f"learned from one half, six times: F1 {np.mean(halves):.3f} ({min(halves):.3f} to {max(halves):.3f})")
    if options.write:
        kept, model = learn(table, labels, words.shape[1])
        columns = [*vocabulary.get_feature_names_out(), *(f"[{name}]" for name in names)]
        weights = {columns[column]: weight for column, weight in zip(kept, model.coef_[0], strict=True)}
        bias = model.intercept_[0] + np.log((1 - LEAST) / LEAST)
        entries = [("[bias]", bias), *sorted(weights.items(), key=lambda entry: (entry[0][0] != "[", -abs(entry[1])))]
        WEIGHTS_FILE.write_text("".join(f"{name}\t{weight:.2f}\n" for name, weight in entries if round(weight, 2)))
        print(f"{len(entries)} weights written to {WEIGHTS_FILE}")


def learn(table, labels, words):  # type: ignore[no-untyped-def]
    """The columns kept, all features among them, and the model of their weights."""
    first = LogisticRegression(C=STRENGTH_OF_CHOICE, solver="liblinear", class_weight="balanced").fit(table, labels)
    use = np.abs(first.coef_[0][:words]) * np.sqrt(np.asarray(table.mean(axis=0)).ravel()[:words])
    kept = np.concatenate([np.argsort(-use, kind="stable")[:KEPT], np.arange(words, table.shape[1])])
    model = LogisticRegression(C=STRENGTH, solver="liblinear", class_weight="balanced").fit(table[:, kept], labels)
    return kept, model


def score(table, labels, words, learned, unseen) -> float:  # type: ignore[no-untyped-def]
    kept, model = learn(table[learned], labels[learned], words)
    found = model.predict_proba(table[unseen][:, kept])[:, 1] >= LEAST
    recall, false_alarms = found[labels[unseen] == 1].mean(), found[labels[unseen] == 0].mean()
    return float(2 * recall / (1 + recall + false_alarms))


if __name__ == "__main__":
    main()
