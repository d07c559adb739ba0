using Annals.Benchmarks;
using BenchmarkDotNet.Running;

// For example: --filter '*Hash*', --list flat, --job short
BenchmarkSwitcher.FromAssembly(typeof(HotPathConfig).Assembly).Run(args, new HotPathConfig());
