using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Xunit;

namespace VideoPipeline.Local.Tests.Serving.Model;

/// <summary>The service model of AWS Step Functions of the botocore that is installed with the AWS CLI or boto3.</summary>
internal sealed class ServiceModel
{
    private const string File = "data/stepfunctions/2016-11-23/service-2.json.gz";

    private static readonly Lazy<ServiceModel?> s_installed = new(Load);

    private readonly JsonObject _shapes;

    private ServiceModel(JsonObject model) => (Operations, _shapes) =
        (model["operations"]!.AsObject(), model["shapes"]!.AsObject());

    /// <summary>The model; null if botocore is not installed.</summary>
    public static ServiceModel? Installed => s_installed.Value;

    /// <summary>The operations, by name.</summary>
    public JsonObject Operations { get; }

    /// <summary>The shape of the request, or of the response, of an operation.</summary>
    public JsonObject Shape(string operation, string direction) =>
        Shape((string)Operations[operation]![direction]!["shape"]!);

    /// <summary>The shape that a member, or an item of a list, has.</summary>
    public JsonObject ShapeOf(JsonNode member) => Shape(NameOf(member));

    /// <summary>The name of the shape of a member, or of an item of a list.</summary>
    public static string NameOf(JsonNode member) => (string)member["shape"]!;

    /// <summary>The names of the required members of a structure.</summary>
    public static IReadOnlyCollection<string> Required(JsonObject structure) =>
        structure["required"]?.AsArray().Select(name => (string)name!).ToArray() ?? [];

    private JsonObject Shape(string name) => _shapes[name]!.AsObject();

    private static ServiceModel? Load()
    {
        const string Program = "import botocore, os; print(os.path.dirname(botocore.__file__))";
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", ["-c", Program])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var path = Path.Combine(python.StandardOutput.ReadToEnd().Trim(), File);
            python.WaitForExit();
            if (!System.IO.File.Exists(path)) return null;
            using var json = new GZipStream(System.IO.File.OpenRead(path), CompressionMode.Decompress);
            return new ServiceModel(JsonNode.Parse(json)!.AsObject());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

/// <summary>A test that requires the service model. It is skipped where botocore is not installed.</summary>
internal sealed class ServiceModelFactAttribute : FactAttribute
{
    public ServiceModelFactAttribute() =>
        Skip = ServiceModel.Installed is null ? "needs botocore's model of Step Functions, which is not installed" : null;
}
