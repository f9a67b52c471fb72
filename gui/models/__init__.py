"""Models as files: opened, saved, exported, and gone on with after a crash."""
