using System.Text;
using System.Text.Json;
using VideoPipeline.Errors;
using VideoPipeline.Stills.Classification;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Stills.Classification;

public sealed class ModelDescriptionTests
{
    public static TheoryData<string> BuiltIn => new(BuiltInModels.Names);

    [Fact]
    public void Names_BuiltInModels_ReturnsAll() =>
        Assert.Equal(["googlenet", "mobilenet", "resnet50", "squeezenet"], BuiltInModels.Names);

    [Theory, MemberData(nameof(BuiltIn))]
    public void Find_BuiltIn_HasChecksumIfAndOnlyIfAddress(string name) =>
        Assert.All(
            BuiltInModels.Find(name)!.Files,
            file => Assert.Equal(file.Address is not null, (file.Sha1 ?? file.Sha256) is not null));

    [Theory, MemberData(nameof(BuiltIn))]
    public void Find_BuiltIn_HasOnlyHttpsAddresses(string name) =>
        Assert.All(
            BuiltInModels.Find(name)!.Files.SelectMany(file => file.Addresses),
            address => Assert.Equal("https", address.Scheme));

    [Fact]
    public void Find_DefaultModel_HasWeightsOnSeveralServers()
    {
        var addresses = BuiltInModels.Find(BuiltInModels.Default)!.Weights.Addresses;

        Assert.True(addresses.Select(address => new Uri(address.Reveal()).Host).Distinct().Count() > 1);
    }

    [Fact]
    public void Parse_WrittenDescription_WritesIdenticalBytes()
    {
        var bytes = BuiltInModels.Find("resnet50")!.ToBytes();
        Assert.Equal(bytes, ModelDescription.Parse(bytes, "test").ToBytes());
    }

    [Theory]
    [InlineData("\"caffe\"", "\"pickle\"", "(got 'pickle')")]
    [InlineData("\"config\": {\"file\": \"colours.prototxt\"},", "", "config is required")]
    [InlineData("\"width\": 8", "\"width\": 0", "(got 0×8)")]
    [InlineData("\"scale\": 0.02", "\"scale\": 0.02, \"mean\": [1, 2]", "three values")]
    [InlineData("\"scale\": 0.02", "\"scale\": 0", "greater than 0")]
    [InlineData("\"scale\": 0.02", "\"scale\": 0.02, \"order\": \"GBR\"", "'GBR'")]
    [InlineData("\"scale\": 0.02", "\"scale\": 0.02, \"crops\": true", "not a valid model description")]
    [InlineData("\"title\": \"Colours\",", "", "not a valid model description")]
    public void Parse_InvalidDescription_ThrowsWithReason(string right, string wrong, string message)
    {
        var json = ColorModel.Description.Replace(right, wrong);
        var exception = Assert.Throws<InvalidInputException>(
            () => ModelDescription.Parse(Encoding.UTF8.GetBytes(json), "the test"));
        Assert.StartsWith("the test", exception.Message);
        Assert.Contains(message, exception.Message);
    }

    public static TheoryData<string> InvalidNames => new(
        "", ".", "..", "/etc/cron.d/job", "../model.bin", "a/b", "..\\a", "/proc/self/environ", "file:///etc/passwd",
        "a\0b", "a\nb", "a\u0085b",
        new string('a', 256), new string('ä', 128), "model.json");

    [Theory, MemberData(nameof(InvalidNames))]
    public void Parse_FileNameInvalid_ThrowsForEveryFile(string name)
    {
        foreach (var file in (string[])["colours.caffemodel", "colours.prototxt", "labels.txt"])
        {
            var exception = Assert.Throws<InvalidInputException>(() => Parse($"\"{file}\"", JsonSerializer.Serialize(name)));

            Assert.StartsWith("the test: ", exception.Message);
            Assert.True(exception.Message.Length < 400 && !exception.Message.Any(char.IsControl), exception.Message);
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("...")]
    [InlineData("weights v1.2 (ä).onnx")]
    [InlineData("C:weights")]
    public void Parse_PlainFileName_IsAccepted(string name) =>
        Assert.Equal(name, Parse("\"labels.txt\"", JsonSerializer.Serialize(name)).Labels.File);

    [Theory]
    [InlineData("/proc/self/environ")]
    [InlineData("proc/self/environ")]
    [InlineData("../labels.txt")]
    [InlineData("file:///proc/self/environ")]
    [InlineData("FILE:///proc/self/environ")]
    [InlineData("ftp://host/labels.txt")]
    [InlineData(" https://host/labels.txt")]
    [InlineData("")]
    public void Parse_LocalAddress_ThrowsForEveryFile(string address)
    {
        foreach (var file in (string[])["colours.caffemodel", "colours.prototxt", "labels.txt"])
            Assert.Contains(
                $"the address of {file}",
                Assert.Throws<InvalidInputException>(
                    () => Parse($"\"{file}\"", $"\"{file}\", \"address\": \"{address}\"")).Message);
    }

    [Fact]
    public void Parse_MirrorIsLocalFile_Throws() => Assert.Contains(
        "the address of labels.txt",
        Assert.Throws<InvalidInputException>(() => Parse(
            "\"labels.txt\"", "\"labels.txt\", \"address\": \"https://host/a\", \"mirrors\": [\"/etc/passwd\"]")).Message);

    [Theory]
    [InlineData("http://host/labels.txt")]
    [InlineData("HTTPS://host/labels.txt?signature=a")]
    [InlineData("s3://bucket/labels.txt")]
    public void Parse_NetworkAddress_IsAccepted(string address) =>
        Assert.Equal(address, Parse("\"labels.txt\"", $"\"labels.txt\", \"address\": \"{address}\"").Labels.Address);

    [Theory]
    [InlineData("\"sha256\": \"\"", "64 hexadecimal")]
    [InlineData("\"sha256\": \"4eb3da435cf544e4a6f390f62c84cb9c9bb68cf8b14e97f8a063452382e5efd\"", "64 hexadecimal")]
    [InlineData("\"sha1\": \"../../../../../../../../../../../../etc/pas\"", "40 hexadecimal")]
    public void Parse_ChecksumInvalid_Throws(string sum, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<InvalidInputException>(() => Parse("\"labels.txt\"", $"\"labels.txt\", {sum}")).Message);

    [Fact]
    public void Parse_UnpairedSurrogate_Throws() =>
        Assert.Throws<InvalidInputException>(() => Parse("\"labels.txt\"", "\"\\ud800\""));

    [Fact]
    public void Parse_DuplicateFileNames_Throws() =>
        Assert.Contains(
            "the same name",
            Assert.Throws<InvalidInputException>(() => Parse("\"labels.txt\"", "\"colours.prototxt\"")).Message);

    private static ModelDescription Parse(string right, string wrong) =>
        ModelDescription.Parse(Encoding.UTF8.GetBytes(ColorModel.Description.Replace(right, wrong)), "the test");
}
