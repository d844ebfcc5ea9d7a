using System.Text;

namespace VideoPipeline.Cli.Diagnosis;

/// <summary>Formats an <see cref="Installation"/> as text.</summary>
internal static class InstallationText
{
    /// <summary>One line per component, then the errors and warnings.</summary>
    public static string Of(Installation installation)
    {
        var text = new StringBuilder();
        Append("ffmpeg", installation.Ffmpeg);
        Append("ffprobe", installation.Ffprobe);
        Append("OpenCV", installation.Opencv);
        text.Append("\nPackages\n");
        var width = installation.Packages.Max(package => package.Id.Length);
        foreach (var package in installation.Packages)
        {
            var substitute = package.Substitute ? "  (substitute: not in the package feed)" : "";
            text.Append($"  {package.Id.PadRight(width)}  {package.Version}{substitute}\n");
        }
        AppendList("Missing", installation.Problems);
        AppendList("Warnings", installation.Warnings);
        if (installation.Problems.Count == 0) text.Append("\nNothing is missing.\n");
        return text.ToString();

        void AppendList(string title, IReadOnlyList<string> lines)
        {
            if (lines.Count > 0) text.Append($"\n{title}\n");
            foreach (var line in lines) text.Append($"  {line}\n");
        }

        void Append(string name, Component? component) => text.Append(
            component is null
                ? $"{name,-9}MISSING\n"
                : $"{name,-9}{component.Version}  {component.Path}{(component.Layer ? "  (layer)" : "")}\n");
    }
}
