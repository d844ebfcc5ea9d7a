using VideoPipeline.Exports.Captions;

namespace VideoPipeline.Exports.Shots;

/// <summary>Chapters in WebVTT, a cue for each shot, for the element <c>track</c> of kind <c>chapters</c>.</summary>
internal sealed class WebVttChaptersExport : IShotExport
{
    public string Format => "vtt";

    public string FileName => "chapters.vtt";

    public string Description => "chapters for players (WebVTT)";

    public void Write(ShotList shots, TextWriter output) => WebVtt.Write(
        [.. shots.Shots.Select(shot => new WebVttCue(
            shot.StartTicks, shot.EndTicks, WebVtt.Escape(string.Join(", ", [shot.Title, .. shot.Remarks]))))],
        shots.TimeBase,
        output);
}
