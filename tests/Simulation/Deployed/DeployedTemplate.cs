using System.Globalization;
using VideoPipeline.Testing;
using YamlDotNet.RepresentationModel;

namespace VideoPipeline.Simulation.Deployed;

/// <summary>The functions and parameters of <c>template.yaml</c>.</summary>
internal sealed class DeployedTemplate
{
    private readonly YamlMappingNode _parameters;

    private DeployedTemplate(YamlMappingNode root)
    {
        _parameters = (YamlMappingNode)root["Parameters"];
        Functions = ((YamlMappingNode)root["Resources"]).Children
            .Where(resource => (string?)resource.Value["Type"] == "AWS::Serverless::Function")
            .Select(resource => ReadFunction((string)resource.Key!, (YamlMappingNode)resource.Value["Properties"]))
            .ToDictionary(function => function.Name);
    }

    /// <summary>The functions by logical ID.</summary>
    public IReadOnlyDictionary<string, DeployedFunction> Functions { get; }

    /// <summary>Reads the template.</summary>
    public static DeployedTemplate Read()
    {
        using var reader = File.OpenText(Path.Combine(Repository.Root, "template.yaml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return new DeployedTemplate((YamlMappingNode)yaml.Documents[0].RootNode);
    }

    /// <summary>The default of a parameter; null if the template does not have the parameter.</summary>
    public int? Default(string parameter) =>
        _parameters.Children.TryGetValue(parameter, out var node) ? Number(node["Default"]) : null;

    private DeployedFunction ReadFunction(string name, YamlMappingNode properties) => new(
        name,
        Number(properties["MemorySize"]),
        Number(properties["Timeout"]),
        // Reserved only if the parameter says so.
        properties.Children.ContainsKey("ReservedConcurrentExecutions")
            && (string?)_parameters["ReserveWorkers"]["Default"] == "yes");

    private int Number(YamlNode node) => node.Tag is { IsEmpty: false, Value: "!Ref" }
        ? Default((string)node!)!.Value
        : int.Parse((string)node!, CultureInfo.InvariantCulture);
}
