"""What stands behind `examples/longqiao.py`: reading the files, running the events, showing what happened."""
