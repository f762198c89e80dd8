"""The local web page for drafters and reviewers, its JSON API and its store."""
