"""What all requests and answers are made of, and their way from and to the contract."""
