using System.Security.Cryptography;
using VideoPipeline.Errors;
using VideoPipeline.Sources;
using VideoPipeline.Sources.Http;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Stills.Classification;

public sealed class ModelLibraryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task OpenAsync_NameInTwoFolders_ReturnsFirst()
    {
        ColorModel.Write(_folder.File("second/colours"), ColorModel.Description.Replace("Colours", "Other colours"));
        ColorModel.Write(_folder.File("first/colours"));
        var model = await Library("first", "second").OpenAsync("colours", default);
        Assert.Equal("Colours", model.Description.Title);
        Assert.Equal(["blue", "green, verdant", "red"], model.Labels);
    }

    [Fact]
    public async Task OpenAsync_UnknownName_ThrowsWithSearchedFolders()
    {
        var exception = await Assert.ThrowsAsync<InvalidInputException>(
            () => Library("first").OpenAsync("colours", default));
        var message = exception.Message;
        Assert.Contains(_folder.File("first"), message);
        Assert.Contains("googlenet", message);
    }

    [Fact]
    public async Task OpenAsync_WeightsMissing_ThrowsWithPath()
    {
        ColorModel.Write(_folder.File("first/birds"), ColorModel.Description.Replace("colours.caffemodel", "birds.caffemodel"));
        Assert.Contains(
            _folder.File("first/birds/birds.caffemodel"),
            (await Assert.ThrowsAsync<InvalidInputException>(() => Library("first").OpenAsync("birds", default))).Message);
    }

    [Theory]
    [InlineData("labels.txt")]
    [InlineData("colours.caffemodel")]
    [InlineData("colours.prototxt")]
    public async Task OpenAsync_FileMissing_ThrowsWithPath(string file)
    {
        var folder = ColorModel.Write(_folder.File("colours"));
        File.Delete(Path.Combine(folder, file));
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => Library().OpenAsync(folder, default));
        Assert.Contains($"{folder}/{file}", exception.Message);
    }

    [Fact]
    public async Task OpenAsync_ChecksumDiffers_ThrowsWithBothChecksums()
    {
        var described = ColorModel.Description.Replace(
            "\"colours.caffemodel\"", $"\"colours.caffemodel\", \"sha256\": \"{new string('0', 64)}\"");
        var folder = ColorModel.Write(_folder.File("colours"), described);
        var sum = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "colours.caffemodel"))));
        var message = (await Assert.ThrowsAsync<InvalidInputException>(() => Library().OpenAsync(folder, default))).Message;
        Assert.Contains(sum, message);
        Assert.Contains(new string('0', 64), message);
    }

    [Fact]
    public async Task OpenAsync_LabelsFileTooLarge_Throws()
    {
        var folder = ColorModel.Write(_folder.File("colours"));
        using (var labels = File.OpenWrite(Path.Combine(folder, "labels.txt"))) labels.SetLength((16 << 20) + 1);
        var exception = await Assert.ThrowsAsync<LimitExceededException>(() => Library().OpenAsync(folder, default));
        Assert.Contains("16777217 bytes", exception.Message);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("\u00ff", "UTF-8")]
    public async Task OpenAsync_LabelsFileInvalid_ThrowsWithReason(string latin, string message)
    {
        var folder = ColorModel.Write(_folder.File("colours"));
        File.WriteAllBytes(Path.Combine(folder, "labels.txt"), System.Text.Encoding.Latin1.GetBytes(latin));
        var exception = await Assert.ThrowsAsync<InvalidInputException>(() => Library().OpenAsync(folder, default));
        Assert.Contains(message, exception.Message);
    }

    [Fact]
    public async Task Key_OtherPreprocessingOrWeights_Differs()
    {
        var one = await Library().OpenAsync(ColorModel.Write(_folder.File("one")), default);
        var same = await Library().OpenAsync(
            ColorModel.Write(_folder.File("same"), ColorModel.Description.Replace("Colours", "Other title")), default);
        var scaled = await Library().OpenAsync(
            ColorModel.Write(_folder.File("scaled"), ColorModel.Description.Replace("0.02", "0.03")), default);
        var folder = ColorModel.Write(_folder.File("trained"));
        File.WriteAllBytes(Path.Combine(folder, "colours.caffemodel"), [0x0A, 0x01, (byte)'y']);
        var trained = await Library().OpenAsync(folder, default);
        Assert.Equal(one.Key(), same.Key());
        Assert.Equal(3, new HashSet<string> { one.Key(), scaled.Key(), trained.Key() }.Count);
    }

    [Fact]
    public async Task OpenAsync_FromWebServer_DownloadsEachFileOnce()
    {
        ColorModel.Write(_folder.File("served"));
        await using var server = await RangeServer.StartAsync(_folder.File("served"));
        var address = server.Address("model.json");

        var first = await Library().OpenAsync(address, default);
        var written = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(first.WeightsPath, written);
        var again = await Library().OpenAsync(address, default);

        Assert.Equal(first.WeightsPath, again.WeightsPath);
        Assert.Equal(written, File.GetLastWriteTimeUtc(again.WeightsPath));
        Assert.Equal(["blue", "green, verdant", "red"], again.Labels);
    }

    [Fact]
    public async Task OpenAsync_DownloadDamaged_LeavesNothingInCache()
    {
        ColorModel.Write(
            _folder.File("served"),
            ColorModel.Description.Replace("\"labels.txt\"", $"\"labels.txt\", \"sha1\": \"{new string('0', 40)}\""));
        await using var server = await RangeServer.StartAsync(_folder.File("served"));
        await Assert.ThrowsAsync<InvalidInputException>(() => Library().OpenAsync(server.Address("model.json"), default));
        Assert.Empty(Directory.EnumerateFiles(_folder.File("cache"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task ReadLabelsAsync_FirstAddressesMissingOrDamaged_UsesTheNext()
    {
        _folder.Write("damaged", "another\nfile"u8);
        _folder.Write("labels", "one\ntwo"u8);
        await using var server = await RangeServer.StartAsync(_folder.Root);
        var library = Library(new ModelFile(
            "labels.txt", server.Address("none"), Checksums.Sha256(_folder.File("labels")),
            Mirrors: [server.Address("damaged"), server.Address("labels")]));

        Assert.Equal(["one", "two"], await library.ReadLabelsAsync("any", default));
    }

    [Fact]
    public async Task ReadLabelsAsync_OneAddressUnavailable_CanBeRetried()
    {
        await using var server = await RangeServer.StartAsync(_folder.Root);
        var unavailable = new VideoSources(new HttpSourceOptions { MaxAttempts = 1 });
        var library = Library(
            new ModelFile("labels.txt", "http://127.0.0.1:1/labels", Mirrors: [server.Address("none")]), unavailable);

        var failure = await Assert.ThrowsAsync<SourceUnavailableException>(() => library.ReadLabelsAsync("any", default));

        Assert.Contains("http://127.0.0.1:1/labels", failure.Message);
        Assert.Contains("/none", failure.Message);
    }

    private ModelLibrary Library(ModelFile labels, VideoSources? sources = null) =>
        new(sources ?? new VideoSources(), new ModelCache(_folder.File("cache")), [])
        {
            BuiltIn = _ => BuiltInModels.Find(BuiltInModels.Default)! with { Labels = labels },
        };

    private ModelLibrary Library(params string[] modelFolders)
    {
        var sources = new VideoSources();
        return new ModelLibrary(sources, new ModelCache(_folder.File("cache")), [.. modelFolders.Select(_folder.File)]);
    }
}
