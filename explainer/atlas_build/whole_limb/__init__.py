"""What the whole leg shows beyond the knee's own structures: sacrum, hip muscles, heel."""
