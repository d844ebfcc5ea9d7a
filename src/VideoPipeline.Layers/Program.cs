// The program behind layers/audit and layers/sbom. See the scripts.
using System.Globalization;
using System.Text.Json.Nodes;
using VideoPipeline.Layers.Auditing;
using VideoPipeline.Layers.Materials;
using VideoPipeline.Layers.Packages;

try
{
    return args switch
    {
        ["pack", var folder, var zip] => Pack(folder, zip),
        ["unpack", var zip, var folder] => Unpack(zip, folder),
        ["substitutes", var zip] => Substitutes(zip),
        ["bill", var packages, var assets, var sources, var file] => WriteBill(packages, assets, sources, file),
        [var task, .. var layers] => Audit(
            [Package.Read(task, Mount.Task), .. layers.Select(layer => Package.Read(layer, Mount.Opt))]),
        _ => Usage(),
    };
}
catch (Exception e) when (e is UnreadablePackageException or InvalidDataException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"audit: {e.Message}");
    return 1;
}

static int Pack(string folder, string zip)
{
    Packer.Pack(folder, zip);
    return 0;
}

static int Unpack(string zip, string folder)
{
    Unpacker.Unpack(zip, folder);
    return 0;
}

static int Substitutes(string zip)
{
    foreach (var package in SubstituteRules.ReplacedPackages(Package.Read(zip, Mount.Task))) Console.WriteLine(package);
    return 0;
}

static int WriteBill(string packages, string assets, string sources, string file)
{
    var replaced = BillOfMaterials.ReplacedPackages(ReadObject(assets));
    if (replaced.Count > 0)
    {
        Console.Error.WriteLine(
            $"sbom: the functions were built with substitutes for {string.Join(", ", replaced)}, which the bill leaves out. " +
            "Build with a package feed that has them, such as nuget.org");
        if (!AllowsSubstitutes()) return 1;
    }
    File.WriteAllText(
        file, BillOfMaterials.Complete(ReadObject(packages), DebianSource.Read(File.ReadLines(sources))));
    Console.WriteLine(file);
    return 0;
}

static JsonObject ReadObject(string file) => JsonNode.Parse(File.ReadAllText(file))!.AsObject();

static bool AllowsSubstitutes() => Environment.GetEnvironmentVariable("SUBSTITUTES") == "allow";

static int Audit(IReadOnlyList<Package> packages)
{
    foreach (var package in packages)
    {
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{package.Name,-14}{package.ZipLength / 1e6,7:0.00} MB zipped, {package.Length / 1e6,7:0.00} MB " +
            $"in {package.Folder}"));
    }

    var findings = Auditor.Audit(packages, PackageLimits.Product);
    foreach (var finding in findings) Console.Error.WriteLine(finding);
    var allowed = AllowsSubstitutes();
    if (findings.Any(finding => !(allowed && finding.IsSubstitute))) return 1;
    Console.WriteLine(findings.Count == 0
        ? $"All packages load on {LambdaBase.Table.Name}."
        : $"Except for the substitutes, all packages load on {LambdaBase.Table.Name}. Do not upload them.");
    return 0;
}

static int Usage()
{
    Console.Error.WriteLine("""
        usage: audit FUNCTION.zip LAYER.zip…
               audit substitutes ZIP
               audit pack FOLDER ZIP
               audit unpack ZIP FOLDER
               audit bill PACKAGES.json ASSETS.json SOURCES FILE
        """);
    return 2;
}
