"""Documents: pure builders from records to a document tree, writers, and the check that reads back what was
written before it leaves."""
