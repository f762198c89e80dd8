"""What a model is told of a text: words, stems, concepts, discourse and amounts, each at its place."""
