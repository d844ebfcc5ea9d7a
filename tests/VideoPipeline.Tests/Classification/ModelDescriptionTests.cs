using System.Text;
using VideoPipeline.Classification;
using VideoPipeline.Testing;
using Xunit;

namespace VideoPipeline.Tests.Classification;

public sealed class ModelDescriptionTests
{
    public static TheoryData<string> BuiltIn => new(BuiltInModels.Names);

    [Fact]
    public void Names_OfBuiltInModels_AreTheFour() =>
        Assert.Equal(["googlenet", "mobilenet", "resnet50", "squeezenet"], BuiltInModels.Names);

    [Theory, MemberData(nameof(BuiltIn))]
    public void Find_BuiltIn_HasAnAddressOnlyWithACheckSum(string name)
    {
        var model = BuiltInModels.Find(name)!;
        Assert.All(new[] { model.Weights, model.Config, model.Labels }.OfType<ModelFile>(), file =>
            Assert.Equal(file.Address is not null, (file.Sha1 ?? file.Sha256) is not null));
    }

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
}
