using System.Text.Json.Serialization;
using VideoPipeline.Results.Columns;
using VideoPipeline.Results.Shots;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Video;

namespace VideoPipeline.Results.Files;

/// <summary>
/// <c>summary.json</c>: the content of a video (docs/summary.schema.json). It depends only on the video and the options, so it is
/// byte-identical for every way of splitting the video.
/// </summary>
/// <param name="Schema">Always <see cref="CurrentSchema"/>.</param>
/// <param name="Video">The video stream.</param>
/// <param name="Frames">The expected and the delivered frames.</param>
/// <param name="Shots">The shots in order, covering all frames.</param>
/// <param name="NearDuplicateShots">Groups of near-duplicate shots, as indexes into
/// <paramref name="Shots"/>.</param>
/// <param name="Labels">The labels of the video, in descending order of score.</param>
/// <param name="PixelClasses">The number of frames of each pixel class.</param>
/// <param name="Stretches">The black, frozen and blurred stretches, ordered by start.</param>
/// <param name="Totals">Sums and means over all delivered frames.</param>
/// <param name="LabelTimeline">The timeline of labels; absent without classification.</param>
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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyList<SummaryLabelStretch>? LabelTimeline = null)
{
    /// <summary>The name and version of this format.</summary>
    public const string CurrentSchema = "videopipeline/summary/2";
}

/// <summary>The video stream as displayed.</summary>
/// <param name="Container">The ffmpeg name of the container.</param>
/// <param name="Codec">The ffmpeg name of the codec.</param>
/// <param name="Width">The display width in pixels, after rotation.</param>
/// <param name="Height">The display height in pixels, after rotation.</param>
/// <param name="Rotation">The clockwise rotation for display in degrees.</param>
/// <param name="TimeBase">The time base: the unit of time stamps in seconds, such as <c>1/12800</c>.</param>
/// <param name="DurationSeconds">See <see cref="Timeline.DurationSeconds"/>.</param>
/// <param name="FrameRate">See <see cref="Timeline.FrameRate"/>.</param>
/// <param name="VariableFrameRate">See <see cref="Timeline.IsVariable"/>.</param>
/// <param name="Remark">A remark about the choice of the stream; absent if there is none.</param>
/// <param name="Name">The file name without folder and extension; absent from summaries of earlier versions.</param>
/// <param name="Content">
/// See <see cref="VideoIndex.Content"/>: equal for copies of the video; absent from summaries of earlier versions.
/// </param>
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
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Remark = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyOrder(-2)] string? Name = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyOrder(-1)] string? Content = null);

/// <summary>The expected and the delivered frames.</summary>
/// <param name="Expected">The number of selected frames according to the index.</param>
/// <param name="Delivered">The number of frames that were decoded and analyzed.</param>
/// <param name="Missing">The frames that were not delivered, and why.</param>
/// <param name="Selection">The selection of frames, such as <c>every 24</c>; absent for all frames.</param>
/// <param name="MissingStills">Still frames that could not be decoded, and why; absent if there are none.</param>
public sealed record SummaryFrames(
    long Expected,
    long Delivered,
    IReadOnlyList<MissingFrames> Missing,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Selection = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<MissingFrames>? MissingStills = null);

/// <summary>A shot: consecutive frames without a cut or fade between them.</summary>
/// <param name="Start">The first frame number.</param>
/// <param name="End">The frame number after the last.</param>
/// <param name="StartSeconds">The start in seconds, in the presentation time of the video.</param>
/// <param name="EndSeconds">The end in seconds: the start of the next shot, or the end of the video.</param>
/// <param name="Transition">The transition at its start: <see cref="AtStart"/>, <see cref="Cut"/> or <see cref="Fade"/>.</param>
/// <param name="Frame">The number of the representative frame.</param>
/// <param name="PixelClass">The most frequent pixel class of its frames, see <see cref="Pixels.PixelClasses"/>.</param>
/// <param name="MeanColor">The mean color of its frames, as <c>#rrggbb</c>.</param>
/// <param name="Motion">The mean motion of its frames except the first; null for a shot of one frame.</param>
/// <param name="Camera">The camera motion.</param>
/// <param name="Labels">The labels of the shot, in descending order of score.</param>
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
    /// <summary>The transition of the first shot: the start of the video.</summary>
    public const string AtStart = "start";

    /// <summary>A cut: the image is replaced from one frame to the next.</summary>
    public const string Cut = "cut";

    /// <summary>A fade from the previous shot.</summary>
    public const string Fade = "fade";
}

/// <summary>
/// The camera motion in a shot, see <see cref="CameraMotion"/>. The numbers are absent if the kind is unknown or cut-heavy.
/// </summary>
/// <param name="Kind"><c>still</c>, <c>pan</c>, <c>zoom</c>, <c>cut-heavy</c> or <c>unknown</c>.</param>
/// <param name="PanX">The total pan to the right, in widths of the image.</param>
/// <param name="PanY">The total pan downwards, in heights of the image.</param>
/// <param name="Zoom">The total change of scale; 1 means no change.</param>
public sealed record SummaryCamera(
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PanX = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PanY = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Zoom = null);

/// <summary>The number of frames of a pixel class.</summary>
/// <param name="Id">The value in the array <c>pixel_class</c>.</param>
/// <param name="Name">The name of the class.</param>
/// <param name="Frames">The number of frames.</param>
public sealed record SummaryPixelClass(int Id, string Name, int Frames);

/// <summary>An interval of frames with the same label.</summary>
/// <param name="Start">The first frame number.</param>
/// <param name="End">The frame number after the last.</param>
/// <param name="Id">The index of the class in the output of the model.</param>
/// <param name="Name">The class label; <c>label</c> in the file.</param>
/// <param name="Score">The mean score, 0 to 1.</param>
public sealed record SummaryLabelStretch(
    long Start, long End, int Id, [property: JsonPropertyName("label")] string Name, double Score);

/// <summary>A black, frozen or blurred stretch.</summary>
/// <param name="Kind"><c>black</c>, <c>frozen</c> or <c>blurred</c>.</param>
/// <param name="Start">The first frame number.</param>
/// <param name="End">The frame number after the last.</param>
public sealed record SummaryStretch(string Kind, long Start, long End);
