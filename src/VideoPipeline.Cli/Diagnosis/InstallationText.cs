using System.Text;

namespace VideoPipeline.Cli.Diagnosis;

/// <summary>An <see cref="Installation"/> as a person reads it.</summary>
internal static class InstallationText
{
    /// <summary>A line for each part, then what to do.</summary>
    public static string Of(Installation found)
    {
        var text = new StringBuilder();
        Append("ffmpeg", found.Ffmpeg);
        Append("ffprobe", found.Ffprobe);
        Append("OpenCV", found.Opencv);
        text.Append("\nPackages\n");
        var width = found.Packages.Max(package => package.Id.Length);
        foreach (var package in found.Packages)
            text.Append($"  {package.Id.PadRight(width)}  {package.Version}{(package.Substitute ? "  (substitute: the package feed lacks it)" : "")}\n");
        AppendList("Missing", found.Problems);
        AppendList("Remarks", found.Remarks);
        if (found.Problems.Count == 0) text.Append("\nNothing is missing.\n");
        return text.ToString();

        void AppendList(string title, IReadOnlyList<string> lines)
        {
            if (lines.Count > 0) text.Append($"\n{title}\n");
            foreach (var line in lines) text.Append($"  {line}\n");
        }

        void Append(string name, Component? component) => text.Append(
            component is null ? $"{name,-9}MISSING\n" : $"{name,-9}{component.Version}  {component.Path}{(component.Layer ? "  (layer)" : "")}\n");
    }
}
