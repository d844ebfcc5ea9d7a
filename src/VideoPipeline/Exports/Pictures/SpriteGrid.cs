namespace VideoPipeline.Exports.Pictures;

/// <summary>
/// The layout of thumbnail sprites: sheets of tiles, filled row by row. A sheet has ten rows of ten tiles at most, so that none
/// is larger than 1,600 by 1,600 pixels, which every player decodes.
/// </summary>
/// <param name="TileWidth">The width of a tile in pixels.</param>
/// <param name="TileHeight">The height of a tile in pixels.</param>
internal readonly record struct SpriteGrid(int TileWidth, int TileHeight)
{
    /// <summary>The larger side of a tile in pixels.</summary>
    public const int TileSize = 160;

    /// <summary>The most tiles in a row, and the most rows.</summary>
    public const int Side = 10;

    /// <summary>The most tiles in a sheet.</summary>
    public const int TilesPerSheet = Side * Side;

    private const int MaxTiles = 300;

    // Round for people; a minute suffices for a film of any length.
    private static readonly int[] s_intervals = [1, 2, 5, 10, 15, 30, 60];

    /// <summary>Returns the layout for pictures of a size: their shape, in a square of <see cref="TileSize"/> pixels.</summary>
    public static SpriteGrid Of(int width, int height)
    {
        var larger = Math.Max(width, height);
        return new(Scale(width, larger), Scale(height, larger));
    }

    /// <summary>The seconds between two tiles: the fewest that give 300 tiles at most, or a minute.</summary>
    /// <param name="duration">The duration of the video in seconds.</param>
    public static int Interval(double duration) =>
        s_intervals.FirstOrDefault(seconds => duration <= (double)seconds * MaxTiles, s_intervals[^1]);

    /// <summary>The position of a tile.</summary>
    /// <param name="tile">The number of the tile, from 0.</param>
    /// <returns>The number of its sheet, from 0, and the position of its upper left corner in pixels.</returns>
    public (int Sheet, int X, int Y) Place(int tile)
    {
        var (sheet, place) = Math.DivRem(tile, TilesPerSheet);
        return (sheet, place % Side * TileWidth, place / Side * TileHeight);
    }

    /// <summary>The size of a sheet in pixels.</summary>
    /// <param name="tiles">The number of its tiles.</param>
    public (int Width, int Height) SheetSize(int tiles) =>
        (Math.Min(tiles, Side) * TileWidth, (tiles + Side - 1) / Side * TileHeight);

    private static int Scale(int length, int larger) => Math.Max(1, ((length * TileSize) + (larger / 2)) / larger);
}
