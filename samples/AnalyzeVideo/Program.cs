// Indexes a video, reads three of its frames, analyzes all of them and saves the results.
//
//   dotnet run --project samples/AnalyzeVideo -- VIDEO FOLDER
using VideoPipeline;
using VideoPipeline.Selection;

await using var video = await VideoFile.OpenAsync(args[0]);
var properties = video.Index.Video;
Console.WriteLine($"{properties.Codec} {properties.Width}×{properties.Height}, {video.Index.Samples.Count} samples");

await foreach (var frame in video.ReadFramesAsync(FrameSelection.FromList("0,10,0.8s")))
    Console.WriteLine($"frame {frame.Number} at {frame.Time:0.000} s: first pixel {frame.Rgb[0]},{frame.Rgb[1]},{frame.Rgb[2]}");

var analysis = await video.AnalyzeAsync();
Console.WriteLine($"{analysis.Summary.Shots.Count} shots, mean luma {analysis.Array<double>("luma_mean").Data.Average():0.0}");
await analysis.SaveAsync(args[1]);
