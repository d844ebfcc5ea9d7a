using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using OpenCvSharp;
using VideoPipeline.Analysis;
using VideoPipeline.Decoding;

namespace VideoPipeline.Looks;

/// <summary>Has frames looked at, several at the same time, each by one thread.</summary>
public sealed class LookCrew : IAsyncDisposable
{
    private readonly Channel<Looker> idle = Channel.CreateUnbounded<Looker>();
    private readonly List<Finding> findings = [];
    private readonly CancellationToken cancellation;
    private int lookers;
    private ExceptionDispatchInfo? failure;

    /// <summary>For the frames of one video.</summary>
    /// <param name="looks">The looks; each thread makes its own of them.</param>
    /// <param name="threads">How many frames are looked at at the same time.</param>
    /// <param name="cancellation">Gives up.</param>
    public LookCrew(IReadOnlyList<FrameLook> looks, int threads, CancellationToken cancellation)
    {
        NativeVision.EnsureLoaded();
        (lookers, this.cancellation) = (threads, cancellation);
        for (var i = 0; i < threads; i++) idle.Writer.TryWrite(new Looker(looks));
    }

    /// <summary>Has a frame looked at, once a thread is free; what failed with an earlier frame is thrown here.</summary>
    /// <param name="frame">The frame's number.</param>
    /// <param name="picture">The frame in <see cref="PixelLayout.Bgr24"/>; copied.</param>
    /// <param name="takes">Which of the looks take it.</param>
    public async ValueTask AddAsync(long frame, Picture picture, Func<LookTerms, bool> takes)
    {
        var looker = await idle.Reader.ReadAsync(cancellation);
        try
        {
            failure?.Throw();
            looker.Take(picture);
        }
        catch
        {
            idle.Writer.TryWrite(looker);
            throw;
        }
        _ = Task.Run(() => Look(looker, frame, takes), CancellationToken.None);
    }

    /// <summary>Waits for the last frame; then there is nothing more to add.</summary>
    /// <returns>What was found, in the order of <see cref="Finding.Merge"/>.</returns>
    public async Task<IReadOnlyList<Finding>> FinishAsync()
    {
        await DisposeAsync();
        failure?.Throw();
        return Finding.Merge(findings);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        for (; lookers > 0; lookers--) (await idle.Reader.ReadAsync(CancellationToken.None)).Dispose();
    }

    private void Look(Looker looker, long frame, Func<LookTerms, bool> takes)
    {
        try
        {
            var found = looker.Look(frame, takes);
            lock (findings) findings.AddRange(found);
        }
        catch (Exception problem)
        {
            failure ??= ExceptionDispatchInfo.Capture(problem);
        }
        finally
        {
            idle.Writer.TryWrite(looker);
        }
    }

    private sealed class Looker(IReadOnlyList<FrameLook> looks) : IDisposable
    {
        private readonly Dictionary<FrameLook, IFrameLook> own = [];
        private Picture? copy;

        public void Take(Picture picture)
        {
            copy ??= new Picture(picture.Layout, picture.Width, picture.Height);
            picture.Span.CopyTo(copy.Span);
        }

        public List<Finding> Look(long frame, Func<LookTerms, bool> takes)
        {
            using var mat = Mat.FromPixelData(copy!.Height, copy.Width, MatType.CV_8UC3, copy.Data);
            var found = new List<Finding>();
            foreach (var look in looks.Where(look => takes(look.Terms)))
            {
                if (!own.TryGetValue(look, out var mine)) own[look] = mine = look.Create();
                found.Add(new Finding(look.Terms.Name, frame, mine.At(mat)));
            }
            return found;
        }

        public void Dispose()
        {
            foreach (var look in own.Values) look.Dispose();
            copy?.Dispose();
        }
    }
}
