"""What the browser client costs: measured on the stand, without a website."""
