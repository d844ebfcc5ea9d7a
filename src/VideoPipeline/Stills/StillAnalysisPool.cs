using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using OpenCvSharp;
using VideoPipeline.Decoding;
using VideoPipeline.Native;
using VideoPipeline.Planning;

namespace VideoPipeline.Stills;

/// <summary>Runs still analyzers on several frames in parallel, one thread per frame.</summary>
internal sealed class StillAnalysisPool : IAsyncDisposable
{
    private readonly Channel<Slot> _idle = Channel.CreateUnbounded<Slot>();
    private readonly List<StillResult> _results = [];
    private readonly CancellationToken _cancellation;
    private int _slots;
    private ExceptionDispatchInfo? _failure;

    /// <summary>Creates a pool for the frames of one video.</summary>
    /// <param name="analyzers">The analyzers to run; each thread creates its own instances.</param>
    /// <param name="threads">The number of frames analyzed in parallel.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public StillAnalysisPool(IReadOnlyList<PreparedStillAnalyzer> analyzers, int threads, CancellationToken cancellation)
    {
        OpenCvLibrary.EnsureLoaded();
        (_slots, _cancellation) = (threads, cancellation);
        for (var i = 0; i < threads; i++) _idle.Writer.TryWrite(new Slot(analyzers));
    }

    /// <summary>Queues a frame, waiting for a free thread. Throws the exception of an earlier frame that failed.</summary>
    /// <param name="frame">The number of the frame.</param>
    /// <param name="picture">The frame in <c>PixelLayout.Bgr24</c>; copied.</param>
    /// <param name="isSelected">Selects the analyzers to run on the frame.</param>
    public async ValueTask AddAsync(long frame, Picture picture, Func<StillAnalyzerSpec, bool> isSelected)
    {
        var slot = await _idle.Reader.ReadAsync(_cancellation);
        try
        {
            _failure?.Throw();
            slot.Load(picture);
        }
        catch
        {
            _idle.Writer.TryWrite(slot);
            throw;
        }
        _ = Task.Run(() => Analyze(slot, frame, isSelected), CancellationToken.None);
    }

    /// <summary>Waits until all frames are analyzed. No frame can be added afterwards.</summary>
    /// <returns>The results, in the order of <see cref="StillResult.Merge"/>.</returns>
    public async Task<IReadOnlyList<StillResult>> FinishAsync()
    {
        await DisposeAsync();
        _failure?.Throw();
        return StillResult.Merge(_results);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        for (; _slots > 0; _slots--) (await _idle.Reader.ReadAsync(CancellationToken.None)).Dispose();
    }

    private void Analyze(Slot slot, long frame, Func<StillAnalyzerSpec, bool> isSelected)
    {
        try
        {
            var results = slot.Analyze(frame, isSelected);
            lock (_results) _results.AddRange(results);
        }
        catch (Exception exception)
        {
            _failure ??= ExceptionDispatchInfo.Capture(exception);
        }
        finally
        {
            _idle.Writer.TryWrite(slot);
        }
    }

    private sealed class Slot(IReadOnlyList<PreparedStillAnalyzer> analyzers) : IDisposable
    {
        private readonly Dictionary<PreparedStillAnalyzer, IStillAnalyzer> _instances = [];
        private Picture? _copy;

        public void Load(Picture picture)
        {
            _copy ??= new Picture(picture.Layout, picture.Width, picture.Height);
            picture.Span.CopyTo(_copy.Span);
        }

        public List<StillResult> Analyze(long frame, Func<StillAnalyzerSpec, bool> isSelected)
        {
            using var mat = Mat.FromPixelData(_copy!.Height, _copy.Width, MatType.CV_8UC3, _copy.Data);
            var results = new List<StillResult>();
            foreach (var analyzer in analyzers.Where(analyzer => isSelected(analyzer.Spec)))
            {
                if (!_instances.TryGetValue(analyzer, out var instance)) _instances[analyzer] = instance = analyzer.Create();
                results.Add(new StillResult(analyzer.Spec.Name, frame, instance.Analyze(mat)));
            }
            return results;
        }

        public void Dispose()
        {
            foreach (var instance in _instances.Values) instance.Dispose();
            _copy?.Dispose();
        }
    }
}
