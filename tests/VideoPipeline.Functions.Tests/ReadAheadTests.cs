using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Functions.Tests;

public sealed class ReadAheadTests
{
    [Fact]
    public async Task InOrderAsync_ReadsThatEndInAnyOrder_ReturnsThemInOrderAndReadsNoMoreThanAllowed()
    {
        var reads = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource<int>()).ToArray();
        var started = new AwaitableCounter();
        var results = ReadAhead.InOrderAsync(Enumerable.Range(0, 5), 3, ReadAsync, default).ToListAsync();

        await started.WhenAsync(3);
        reads[2].SetResult(2);
        reads[1].SetResult(1);
        Assert.Equal(3, started.Count); // the first is not returned yet
        foreach (var i in (int[])[4, 0, 3]) reads[i].SetResult(i);

        Assert.Equal([0, 1, 2, 3, 4], await results);

        Task<int> ReadAsync(int item, CancellationToken cancellation)
        {
            started.Add();
            return reads[item].Task;
        }
    }

    [Fact]
    public async Task InOrderAsync_FailedRead_ThrowsAfterTheOthersWereCanceled()
    {
        var (started, canceled) = (new AwaitableCounter(), new AwaitableCounter());
        var results = ReadAhead.InOrderAsync(Enumerable.Range(0, 9), 4, ReadAsync, default).ToListAsync();

        await Assert.ThrowsAsync<InvalidDataException>(async () => await results);

        Assert.Equal(3, canceled.Count);

        async Task<int> ReadAsync(int item, CancellationToken cancellation)
        {
            started.Add();
            if (item == 0)
            {
                await started.WhenAsync(4);
                throw new InvalidDataException();
            }

            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
                return item;
            }
            finally
            {
                canceled.Add();
            }
        }
    }
}
