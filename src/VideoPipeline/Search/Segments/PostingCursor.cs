namespace VideoPipeline.Search.Segments;

/// <summary>Reads the posting lists of a segment in the order of their words, a few megabytes at a time.</summary>
/// <param name="segment">The segment.</param>
internal sealed class PostingCursor(SegmentReader segment)
{
    private readonly Queue<BlockSpan> _spans = new(
        BlockSpan.Create([.. segment.Footer.PostingBlocks.Select(entry => entry.Block)]));

    private readonly Queue<byte[]> _blocks = [];
    private PostingBlock? _block;
    private int _list;
    private int _row;

    /// <summary>The word of the next list or part of a list; null at the end.</summary>
    public ushort? Word => _block?.Lists[_list].Word;

    /// <summary>Moves to the first list.</summary>
    public Task StartAsync(CancellationToken cancellation) => NextBlockAsync(cancellation);

    /// <summary>Adds the postings of the next list or part of a list, and moves on.</summary>
    /// <param name="numbers">The new number of each frame; -1 for those to leave out.</param>
    /// <param name="postings">Receives the postings.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task TakeAsync(int[] numbers, List<Posting> postings, CancellationToken cancellation)
    {
        var count = _block!.Lists[_list].Count;
        var pictures = segment.PicturesOf(_block);
        for (var end = _row + count; _row < end; _row++)
        {
            if (numbers[pictures[_row]] is >= 0 and var picture)
                postings.Add(new Posting(picture, _block.Signatures[_row], _block.Poses[_row]));
        }
        if (++_list == _block.Lists.Count) await NextBlockAsync(cancellation);
    }

    private async Task NextBlockAsync(CancellationToken cancellation)
    {
        (_block, _list, _row) = (null, 0, 0);
        while (_blocks.Count == 0 && _spans.TryDequeue(out var span))
            foreach (var block in await segment.ReadAsync(span, cancellation)) _blocks.Enqueue(block);
        if (!_blocks.TryDequeue(out var bytes)) return;
        _block = segment.DecodePostings(bytes);
    }
}
