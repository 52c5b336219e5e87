"""NVIDIA Riva's ASR protocol, from both sides: hearing with a Riva server or speech NIM, and serving its clients."""
