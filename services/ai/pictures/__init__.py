"""Pictures and files of strangers: looked at before they are decoded, decoded in a process of their own."""
