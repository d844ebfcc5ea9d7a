using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using OpenCvSharp;
using VideoPipeline.Decoding;
using VideoPipeline.Native;
using VideoPipeline.Planning;

namespace VideoPipeline.Stills;

/// <summary>Has frames looked at, several at the same time, each by one thread.</summary>
public sealed class StillAnalysisPool : IAsyncDisposable
{
    private readonly Channel<Slot> _idle = Channel.CreateUnbounded<Slot>();
    private readonly List<StillResult> _findings = [];
    private readonly CancellationToken _cancellation;
    private int _lookers;
    private ExceptionDispatchInfo? _failure;

    /// <summary>For the frames of one video.</summary>
    /// <param name="looks">The looks; each thread makes its own of them.</param>
    /// <param name="threads">How many frames are looked at at the same time.</param>
    /// <param name="cancellation">Gives up.</param>
    public StillAnalysisPool(IReadOnlyList<PreparedStillAnalyzer> looks, int threads, CancellationToken cancellation)
    {
        OpenCvLibrary.EnsureLoaded();
        (_lookers, _cancellation) = (threads, cancellation);
        for (var i = 0; i < threads; i++) _idle.Writer.TryWrite(new Slot(looks));
    }

    /// <summary>Has a frame looked at, once a thread is free; what failed with an earlier frame is thrown here.</summary>
    /// <param name="frame">The frame's number.</param>
    /// <param name="picture">The frame in <see cref="PixelLayout.Bgr24"/>; copied.</param>
    /// <param name="takes">Which of the looks take it.</param>
    public async ValueTask AddAsync(long frame, Picture picture, Func<StillAnalyzerSpec, bool> takes)
    {
        var looker = await _idle.Reader.ReadAsync(_cancellation);
        try
        {
            _failure?.Throw();
            looker.Take(picture);
        }
        catch
        {
            _idle.Writer.TryWrite(looker);
            throw;
        }
        _ = Task.Run(() => Look(looker, frame, takes), CancellationToken.None);
    }

    /// <summary>Waits for the last frame; then there is nothing more to add.</summary>
    /// <returns>What was found, in the order of <see cref="StillResult.Merge"/>.</returns>
    public async Task<IReadOnlyList<StillResult>> FinishAsync()
    {
        await DisposeAsync();
        _failure?.Throw();
        return StillResult.Merge(_findings);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        for (; _lookers > 0; _lookers--) (await _idle.Reader.ReadAsync(CancellationToken.None)).Dispose();
    }

    private void Look(Slot looker, long frame, Func<StillAnalyzerSpec, bool> takes)
    {
        try
        {
            var found = looker.Look(frame, takes);
            lock (_findings) _findings.AddRange(found);
        }
        catch (Exception problem)
        {
            _failure ??= ExceptionDispatchInfo.Capture(problem);
        }
        finally
        {
            _idle.Writer.TryWrite(looker);
        }
    }

    private sealed class Slot(IReadOnlyList<PreparedStillAnalyzer> looks) : IDisposable
    {
        private readonly Dictionary<PreparedStillAnalyzer, IStillAnalyzer> _own = [];
        private Picture? _copy;

        public void Take(Picture picture)
        {
            _copy ??= new Picture(picture.Layout, picture.Width, picture.Height);
            picture.Span.CopyTo(_copy.Span);
        }

        public List<StillResult> Look(long frame, Func<StillAnalyzerSpec, bool> takes)
        {
            using var mat = Mat.FromPixelData(_copy!.Height, _copy.Width, MatType.CV_8UC3, _copy.Data);
            var found = new List<StillResult>();
            foreach (var look in looks.Where(look => takes(look.Spec)))
            {
                if (!_own.TryGetValue(look, out var mine)) _own[look] = mine = look.Create();
                found.Add(new StillResult(look.Spec.Name, frame, mine.Analyze(mat)));
            }
            return found;
        }

        public void Dispose()
        {
            foreach (var look in _own.Values) look.Dispose();
            _copy?.Dispose();
        }
    }
}
