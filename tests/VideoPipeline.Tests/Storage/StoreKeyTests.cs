using FsCheck;
using FsCheck.Fluent;
using VideoPipeline.Errors;
using VideoPipeline.Storage;
using Xunit;

namespace VideoPipeline.Tests.Storage;

public sealed class StoreKeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("runs/2024-05-01T10_00_00-ab12/summary.json")]
    [InlineData("partials/0f3a.npz")]
    [InlineData("runs/Käse (2)/shots/0001.jpg")]
    [InlineData("runs/🎬/x")]
    public void Checked_ValidKey_ReturnsIt(string key) => Assert.Equal(key, StoreKey.Validate(key));

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData("runs/../../secret")]
    [InlineData("runs/./a")]
    [InlineData("runs//a")]
    [InlineData("runs/a/")]
    [InlineData(".unfinished/a")]
    [InlineData("runs\\..\\a")]
    [InlineData("runs/a\0b")]
    [InlineData("runs/a\nb")]
    [InlineData("runs/\ud800")]
    public void Checked_InvalidKey_ThrowsInvalidInput(string key) =>
        Assert.Throws<InvalidInputException>(() => StoreKey.Validate(key));

    [Fact]
    public void Checked_LongKeyOrSegment_LimitsUtf8Bytes()
    {
        Assert.Equal(255, StoreKey.Validate(new string('a', 255)).Length);
        Assert.Throws<InvalidInputException>(() => StoreKey.Validate(new string('a', 256)));
        Assert.Throws<InvalidInputException>(() => StoreKey.Validate(new string('ü', 128)));
        Assert.Throws<InvalidInputException>(() => StoreKey.Validate(string.Join('/', Enumerable.Repeat("abc", 257))));
    }

    [Fact]
    public void Checked_KeyWithControlCharacters_MessageReplacesThem()
    {
        var error = Assert.Throws<InvalidInputException>(() => StoreKey.Validate("runs/\u001b[2Ja"));
        Assert.StartsWith(
            "The key 'runs/?[2Ja' is not a valid store key: it contains a backslash or a control character.", error.Message);
    }

    [Fact]
    public void PathOf_AnyString_ThrowsOrIsInFolder()
    {
        var store = FolderStore.Open(_folder, TimeProvider.System);
        var part = Gen.OneOf(
            Gen.Elements("..", ".", "", "/", "\\", "a", "runs", "~", "\0", "C:"),
            ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""));
        var keys = Gen.ArrayOf(part).Select(parts => string.Join('/', parts));
        Prop.ForAll(keys.ToArbitrary(), key =>
        {
            try
            {
                var path = Path.GetFullPath(store.GetPath(key));
                return path == Path.Combine(_folder, key) && path.StartsWith(_folder + "/", StringComparison.Ordinal);
            }
            catch (InvalidInputException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void RunKeys_Execution_ReturnsKeysWithPrefix()
    {
        var keys = new RunKeys("film-1");
        Assert.Equal("runs/film-1/summary.json", keys.Summary);
        Assert.Equal("runs/film-1/shots/0007.jpg", keys.Shot(7));
        Assert.Equal("partials/0f.npz", RunKeys.Partial("0f"));
    }
}
