"""Ready-made rows for tests; what they test is in the tests."""
