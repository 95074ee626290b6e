"""What publishers take: the reprint kit's copies and files, the reprint terms and the rights records."""
