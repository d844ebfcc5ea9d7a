using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using VideoPipeline.Pages.Videos;
using VideoPipeline.Results;
using VideoPipeline.Results.Files;
using VideoPipeline.Video;

namespace VideoPipeline.Pages.Report;

/// <summary>Renders <c>report.html</c>.</summary>
internal static class ReportPage
{
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Renders the report of a run.</summary>
    /// <param name="run">The name of the execution.</param>
    /// <param name="results">The results.</param>
    /// <param name="report">How they were made.</param>
    /// <param name="timeBase">The time base of the video stream.</param>
    /// <param name="megabytes">The memory of the workers in MB, by which AWS charges.</param>
    public static Task<byte[]> RenderAsync(
        string run, RunResults results, RunReport report, TimeBase timeBase, int megabytes) =>
        RenderAsync(
            VideoViewBuilder.Build(VideoName.Of(report.Video.Uri), results, timeBase), RunDetails.Of(run, report, megabytes));

    /// <summary>Renders a report.</summary>
    public static async Task<byte[]> RenderAsync(VideoView video, RunDetails run)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(ReportDocument.Video)] = video,
                [nameof(ReportDocument.Run)] = run,
            });
            var page = await renderer.RenderComponentAsync<ReportDocument>(parameters);
            using var file = new MemoryStream();
            await using (var writer = new StreamWriter(file, s_utf8, leaveOpen: true)) page.WriteHtmlTo(writer);
            return file.ToArray();
        });
    }
}
