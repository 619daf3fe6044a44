"""Every measurement of speed, one line a figure: `make bench`."""

from tests.bench import bench_model, bench_stage

for bench in (bench_model, bench_stage):
    print(f"\n{bench.__doc__.splitlines()[0]}")
    bench.main()
