using System.Text.Json.Serialization;
using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Pixels;
using VideoPipeline.Results.Shots;
using VideoPipeline.Video;

namespace VideoPipeline.Results.Files;

/// <summary>
/// <c>summary.json</c>: what a video contains. It depends on the video's content and the options alone, so it is byte for byte
/// the same however the video was cut (docs/summary.schema.json).
/// </summary>
/// <param name="Schema">Always <see cref="CurrentSchema"/>.</param>
/// <param name="Video">The video stream.</param>
/// <param name="Frames">What was to be analysed and what was.</param>
/// <param name="Shots">The shots, covering all frames, in order.</param>
/// <param name="NearDuplicateShots">Groups of shots whose representative frames are nearly the same picture, as positions in
/// <paramref name="Shots"/>.</param>
/// <param name="Labels">What was recognised in the video, best first.</param>
/// <param name="PixelClasses">How many frames are of each class that pixels tell.</param>
/// <param name="Stretches">Black, frozen and blurred stretches, by their beginning.</param>
/// <param name="Totals">Sums and means over all delivered frames.</param>
/// <param name="LabelTimeline">When what was recognised; absent where no model was asked.</param>
public sealed record Summary(
    string Schema,
    SummaryVideo Video,
    SummaryFrames Frames,
    IReadOnlyList<SummaryShot> Shots,
    IReadOnlyList<IReadOnlyList<int>> NearDuplicateShots,
    IReadOnlyList<ScoredLabel> Labels,
    IReadOnlyList<SummaryPixelClass> PixelClasses,
    IReadOnlyList<SummaryStretch> Stretches,
    SummaryTotals Totals,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<SummaryLabelStretch>? LabelTimeline = null)
{
    /// <summary>The name and version of this format.</summary>
    public const string CurrentSchema = "videopipeline/summary/2";
}

/// <summary>The video stream as it is shown.</summary>
/// <param name="Container">ffmpeg's name of the container.</param>
/// <param name="Codec">ffmpeg's name of the codec.</param>
/// <param name="Width">Pixels across the shown picture, after rotation.</param>
/// <param name="Height">Pixels down the shown picture, after rotation.</param>
/// <param name="Rotation">Degrees clockwise that the stored picture is turned to be shown.</param>
/// <param name="TimeBase">The unit of time stamps, in seconds, such as <c>1/12800</c>.</param>
/// <param name="DurationSeconds">See <see cref="Timeline.DurationSeconds"/>.</param>
/// <param name="FrameRate">See <see cref="Timeline.FrameRate"/>.</param>
/// <param name="VariableFrameRate">See <see cref="Timeline.IsVariable"/>.</param>
/// <param name="Remark">What is unusual about the choice of the stream; absent where nothing is.</param>
public sealed record SummaryVideo(
    string Container,
    string Codec,
    int Width,
    int Height,
    int Rotation,
    string TimeBase,
    double DurationSeconds,
    double? FrameRate,
    bool VariableFrameRate,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Remark = null);

/// <summary>What was to be analysed and what was.</summary>
/// <param name="Expected">Frames that were asked for and that the index promises.</param>
/// <param name="Delivered">Frames that were decoded and analysed.</param>
/// <param name="Missing">Where the two differ, and why.</param>
/// <param name="Selection">Which frames were asked for, such as <c>every 24</c>; absent where all were.</param>
/// <param name="MissingStills">Frames that could not be decoded for a second look, and why; absent where there are none.</param>
public sealed record SummaryFrames(
    long Expected,
    long Delivered,
    IReadOnlyList<MissingFrames> Missing,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Selection = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MissingFrames>? MissingStills = null);

/// <summary>A shot: what was filmed, or cut to look filmed, in one go.</summary>
/// <param name="Start">The first frame number.</param>
/// <param name="End">The frame number after the last.</param>
/// <param name="StartSeconds">When it begins, in the video's own time.</param>
/// <param name="EndSeconds">When the next shot begins or the video ends.</param>
/// <param name="Transition">How it begins: <see cref="AtStart"/>, <see cref="Cut"/> or <see cref="Fade"/>.</param>
/// <param name="Frame">The number of the frame that stands for it.</param>
/// <param name="PixelClass">The class that most of its frames have, see <see cref="Pixels.PixelClasses"/>.</param>
/// <param name="MeanColor">The mean of all its frames, as <c>#rrggbb</c>.</param>
/// <param name="Motion">The mean of its frames' motion, but for the first; null for a shot of one frame.</param>
/// <param name="Camera">What the camera does.</param>
/// <param name="Labels">What was recognised in it, best first.</param>
public sealed record SummaryShot(
    long Start,
    long End,
    double StartSeconds,
    double EndSeconds,
    string Transition,
    long Frame,
    string PixelClass,
    string MeanColor,
    double? Motion,
    SummaryCamera Camera,
    IReadOnlyList<ScoredLabel> Labels)
{
    /// <summary>The transition of the first shot: the video begins with it.</summary>
    public const string AtStart = "start";

    /// <summary>The transition of a shot that replaces the one before from one frame to the next.</summary>
    public const string Cut = "cut";

    /// <summary>The transition of a shot that is joined to the one before by a fade.</summary>
    public const string Fade = "fade";
}

/// <summary>What the camera does in a shot, see <see cref="CameraMotion"/>; the numbers are absent where it cannot be told.</summary>
/// <param name="Kind"><c>still</c>, <c>pan</c>, <c>zoom</c>, <c>cut-heavy</c> or <c>unknown</c>.</param>
/// <param name="PanX">How far the view moved to the right, in widths of the picture.</param>
/// <param name="PanY">How far it moved down, in heights of the picture.</param>
/// <param name="Zoom">How many times as large everything became.</param>
public sealed record SummaryCamera(
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PanX = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PanY = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Zoom = null);

/// <summary>How many frames are of a class.</summary>
/// <param name="Id">Its number in the array <c>pixel_class</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Frames">How many.</param>
public sealed record SummaryPixelClass(int Id, string Name, int Frames);

/// <summary>A class that a model recognised.</summary>
/// <param name="Id">The number of the class in the model.</param>
/// <param name="Name">Its name; <c>label</c> in the file.</param>
/// <param name="Score">How sure the model is, 0 to 1.</param>
public sealed record ScoredLabel(int Id, [property: JsonPropertyName("label")] string Name, double Score);

/// <summary>A stretch of frames that a model sees one class in.</summary>
/// <param name="Start">The first frame number.</param>
/// <param name="End">The frame number after the last.</param>
/// <param name="Id">The number of the class in the model.</param>
/// <param name="Name">Its name; <c>label</c> in the file.</param>
/// <param name="Score">How sure the model is on average, 0 to 1.</param>
public sealed record SummaryLabelStretch(
    long Start, long End, int Id, [property: JsonPropertyName("label")] string Name, double Score);

/// <summary>A stretch of frames worth a look.</summary>
/// <param name="Kind"><c>black</c>, <c>frozen</c> or <c>blurred</c>.</param>
/// <param name="Start">The first frame number.</param>
/// <param name="End">The frame number after the last.</param>
public sealed record SummaryStretch(string Kind, long Start, long End);

/// <summary>Sums and means over all delivered frames. Sums are exact; means are null where there is no frame.</summary>
/// <param name="Frames">How many frames.</param>
/// <param name="KeyFrames">How many of them are key frames.</param>
/// <param name="SumYuv">The sum of all samples of the planes Y, U and V of the full-size frames (8-bit 4:2:0).</param>
/// <param name="LumaMean">Mean of the frames' mean luma, 0–255.</param>
/// <param name="SharpnessMean">Mean of the frames' variance of the Laplacian.</param>
/// <param name="ColorfulnessMean">Mean of the frames' colorfulness (Hasler–Süsstrunk).</param>
/// <param name="MotionMean">Mean of the frames' mean absolute luma difference to the frame before, 0–255.</param>
/// <param name="SumBgr">The sum of all samples of the channels B, G and R of the full-size frames; absent unless asked for.</param>
public sealed record SummaryTotals(
    long Frames,
    long KeyFrames,
    IReadOnlyList<ulong> SumYuv,
    double? LumaMean,
    double? SharpnessMean,
    double? ColorfulnessMean,
    double? MotionMean,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ulong>? SumBgr = null);
