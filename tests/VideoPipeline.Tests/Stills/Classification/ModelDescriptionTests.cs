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
    public void Names_OfBuiltInModels_AreTheFour() =>
        Assert.Equal(["googlenet", "mobilenet", "resnet50", "squeezenet"], BuiltInModels.Names);

    [Theory, MemberData(nameof(BuiltIn))]
    public void Find_BuiltIn_HasAnAddressOnlyWithACheckSum(string name) =>
        Assert.All(BuiltInModels.Find(name)!.Files, file => Assert.Equal(file.Address is not null, (file.Sha1 ?? file.Sha256) is not null));

    // Where inputs may name https:// only, a plain http:// address is asked for the sake of its SHA-256.
    [Theory, MemberData(nameof(BuiltIn))]
    public void Find_BuiltIn_IsHadByHttpsOrHasASha256(string name) =>
        Assert.All(BuiltInModels.Find(name)!.Files.Where(file => file.Sha256 is null), file => Assert.StartsWith("https://", file.Address ?? "https://"));

    [Fact]
    public void Parse_OfWhatWasWritten_WritesTheSameAgain()
    {
        var bytes = BuiltInModels.Find("resnet50")!.ToBytes();
        Assert.Equal(bytes, ModelDescription.Parse(bytes, "test").ToBytes());
    }

    [Theory]
    [InlineData("\"caffe\"", "\"pickle\"", "the format is 'pickle'")]
    [InlineData("\"config\": {\"file\": \"colours.prototxt\"},", "", "needs a config file")]
    [InlineData("\"width\": 8", "\"width\": 0", "pictures of 0×8")]
    [InlineData("\"scale\": 0.02", "\"scale\": 0.02, \"mean\": [1, 2]", "three values")]
    [InlineData("\"scale\": 0.02", "\"scale\": 0", "above zero")]
    [InlineData("\"scale\": 0.02", "\"scale\": 0.02, \"order\": \"GBR\"", "'GBR'")]
    [InlineData("\"scale\": 0.02", "\"scale\": 0.02, \"crops\": true", "does not describe a model")]
    [InlineData("\"title\": \"Colours\",", "", "does not describe a model")]
    public void Parse_WrongDescription_SaysWhatIsWrong(string right, string wrong, string message)
    {
        var json = ColourModel.Description.Replace(right, wrong);
        var problem = Assert.Throws<InvalidInputException>(() => ModelDescription.Parse(Encoding.UTF8.GetBytes(json), "the test"));
        Assert.StartsWith("the test", problem.Message);
        Assert.Contains(message, problem.Message);
    }

    public static TheoryData<string> NoNames => new(
        "", ".", "..", "/etc/cron.d/job", "../model.bin", "a/b", "..\\a", "/proc/self/environ", "file:///etc/passwd", "a\0b", "a\nb", "a\u0085b",
        new string('a', 256), new string('ä', 128), "model.json");

    [Theory, MemberData(nameof(NoNames))]
    public void Parse_FileNameThatIsNone_IsRefusedWhateverFileItIs(string name)
    {
        foreach (var file in (string[])["colours.caffemodel", "colours.prototxt", "labels.txt"])
        {
            var problem = Assert.Throws<InvalidInputException>(() => Parse($"\"{file}\"", JsonSerializer.Serialize(name)));

            Assert.StartsWith("the test: ", problem.Message);
            Assert.True(problem.Message.Length < 400 && !problem.Message.Any(char.IsControl), problem.Message);
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("...")]
    [InlineData("weights v1.2 (ä).onnx")]
    [InlineData("C:weights")]
    public void Parse_PlainFileName_IsTaken(string name) =>
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
    public void Parse_AddressThatIsNotOnTheNetwork_IsRefusedWhateverFileItIs(string address)
    {
        foreach (var file in (string[])["colours.caffemodel", "colours.prototxt", "labels.txt"])
            Assert.Contains(
                $"the address of {file}",
                Assert.Throws<InvalidInputException>(() => Parse($"\"{file}\"", $"\"{file}\", \"address\": \"{address}\"")).Message);
    }

    [Theory]
    [InlineData("http://host/labels.txt")]
    [InlineData("HTTPS://host/labels.txt?signature=a")]
    [InlineData("s3://bucket/labels.txt")]
    public void Parse_AddressOnTheNetwork_IsTaken(string address) =>
        Assert.Equal(address, Parse("\"labels.txt\"", $"\"labels.txt\", \"address\": \"{address}\"").Labels.Address);

    [Theory]
    [InlineData("\"sha256\": \"\"", "64 hexadecimal")]
    [InlineData("\"sha256\": \"4eb3da435cf544e4a6f390f62c84cb9c9bb68cf8b14e97f8a063452382e5efd\"", "64 hexadecimal")]
    [InlineData("\"sha1\": \"../../../../../../../../../../../../etc/pas\"", "40 hexadecimal")]
    public void Parse_CheckSumThatIsNone_IsRefused(string sum, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidInputException>(() => Parse("\"labels.txt\"", $"\"labels.txt\", {sum}")).Message);

    [Fact]
    public void Parse_HalfACharacter_IsRefused() =>
        Assert.Throws<InvalidInputException>(() => Parse("\"labels.txt\"", "\"\\ud800\""));

    [Fact]
    public void Parse_TwoFilesOfOneName_IsRefused() =>
        Assert.Contains("the same name", Assert.Throws<InvalidInputException>(() => Parse("\"labels.txt\"", "\"colours.prototxt\"")).Message);

    private static ModelDescription Parse(string right, string wrong) =>
        ModelDescription.Parse(Encoding.UTF8.GetBytes(ColourModel.Description.Replace(right, wrong)), "the test");
}
