"""Does this publisher's copy keep the terms? One verdict a clause, each with its evidence."""
