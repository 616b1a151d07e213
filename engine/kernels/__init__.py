"""Compiled kernels: arrays and integers in, arrays out; no file here imports another."""
