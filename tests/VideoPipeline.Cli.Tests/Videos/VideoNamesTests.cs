using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Cli.Videos;
using VideoPipeline.Video;
using Xunit;

namespace VideoPipeline.Cli.Tests.Videos;

public sealed class VideoNamesTests
{
    [Theory]
    [InlineData("/v/film.mp4", "film")]
    [InlineData("https://host/a/film.mp4?key=1", "film")]
    [InlineData("s3://bucket/Über%20uns.mkv", "Über%20uns")]
    [InlineData("/v/archive.tar.mp4", "archive.tar")]
    [InlineData("/v/..mp4", "mp4")]
    [InlineData("https://host/", "host")]
    public void Assign_OneVideo_IsTheStem(string video, string name) => Assert.Equal([name], Names(video));

    [Fact]
    public void Assign_SameStemInOneFolder_IsTheFileName() =>
        Assert.Equal(["film.mp4", "film.mkv", "other"], Names("/v/film.mp4", "/v/film.mkv", "/v/other.mp4"));

    [Fact]
    public void Assign_SameFileNameInTwoFolders_HasTheFolder() =>
        Assert.Equal(["a-film", "b-film", "bucket-film"], Names("/v/a/film.mp4", "/v/b/film.mp4", "s3://bucket/film.mp4"));

    [Fact]
    public void Assign_SameStemInOneFolderAndAnother_HasTheFolderOnlyWhereNeeded() =>
        Assert.Equal(["a-film", "b-film", "film.mkv"], Names("/v/a/film.mp4", "/v/b/film.mp4", "/v/b/film.mkv"));

    [Fact]
    public void Assign_SameFileAndFolderName_HasAHash()
    {
        var names = Names("/1/a/film.mp4", "/2/a/film.mp4");
        Assert.All(names, name => Assert.Matches("^a-film-[0-9a-f]{8}$", name));
        Assert.NotEqual(names[0], names[1]);
    }

    [Fact]
    public void Assign_FolderOfAnotherVideo_IsNotTaken() =>
        Assert.Equal(["film.mp4"], VideoNames.Assign(["/b/film.mp4"], name => name == "film" ? "/a/film.mp4" : null));

    [Fact]
    public void Assign_OwnFolder_IsKept() =>
        Assert.Equal(
            ["film", "film.mp4"],
            VideoNames.Assign(["/a/film.mp4", "/b/film.mp4"], name => name == "film" ? "/a/film.mp4" : null));

    [Fact]
    public void Assign_LongNames_FitIntoAFileName()
    {
        var name = new string('ü', 120);
        Assert.All(
            Names($"/{name}/{name}.mp4", $"/1/{name}/{name}.mp4"),
            one => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(one), 1, 255));
    }

    // Names of few letters, so that they collide.
    [Fact]
    public void Assign_AnyVideos_NamesAreDistinctAndDoNotDependOnTheOrder() =>
        Prop.ForAll<byte[]>(AreDistinctInAnyOrder).QuickCheckThrowOnFailure();

    private static bool AreDistinctInAnyOrder(byte[] seeds)
    {
        SourceAddress[] videos = [.. seeds.Select(seed => (SourceAddress)Address(seed)).Distinct()];
        var names = VideoNames.Assign(videos, static _ => null);
        var reversed = VideoNames.Assign([.. videos.Reverse()], static _ => null).Reverse();
        return names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == videos.Length && names.SequenceEqual(reversed);
    }

    private static string Address(byte seed)
    {
        var (stem, extension) = ((seed & 8) == 0 ? "" : "-f", (seed & 16) == 0 ? "mp4" : "mkv");
        return $"/{seed & 1}/{(seed & 2) >> 1}/{"fF"[(seed & 4) >> 2]}{stem}.{extension}";
    }

    private static IReadOnlyList<string> Names(params string[] videos) =>
        VideoNames.Assign([.. videos.Select(video => (SourceAddress)video)], static _ => null);
}
