/**
 * The benchmarks, started by hand through {@link dev.tutti.benchmarks.Benchmarks}; {@code docs/performance.md} says how and
 * what to make of what they print. Everything runs on this machine, stops by itself, and compares only within one run.
 */
package dev.tutti.benchmarks;
