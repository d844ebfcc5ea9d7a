using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Intrinsics;

/// <summary>All intrinsic functions by name.</summary>
/// <remarks>https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html</remarks>
internal static class IntrinsicLibrary
{
    private static readonly Dictionary<string, IntrinsicFunction> s_functions = new(StringComparer.Ordinal)
    {
        ["States.Array"] = new(0, int.MaxValue, (a, _) => ArrayData.Own(a)),
        ["States.ArrayPartition"] = new(2, 2, (a, _) => ArrayFunctions.Partition(a[0], a[1])),
        ["States.ArrayContains"] = new(2, 2, (a, _) => ArrayFunctions.Contains(a[0], a[1])),
        ["States.ArrayRange"] = new(3, 3, (a, _) => ArrayFunctions.Range(a[0], a[1], a[2])),
        ["States.ArrayGetItem"] = new(2, 2, (a, _) => ArrayFunctions.GetItem(a[0], a[1])),
        ["States.ArrayLength"] = new(1, 1, (a, _) => ArrayFunctions.Length(a[0])),
        ["States.ArrayUnique"] = new(1, 1, (a, _) => ArrayFunctions.Unique(a[0])),
        ["States.Base64Encode"] = new(1, 1, (a, _) => EncodingFunctions.Base64Encode(a[0])),
        ["States.Base64Decode"] = new(1, 1, (a, _) => EncodingFunctions.Base64Decode(a[0])),
        ["States.Hash"] = new(2, 2, (a, _) => EncodingFunctions.Hash(a[0], a[1])),
        ["States.JsonMerge"] = new(3, 3, (a, _) => JsonFunctions.Merge(a[0], a[1], a[2])),
        ["States.StringToJson"] = new(1, 1, (a, _) => JsonFunctions.StringToJson(a[0])),
        ["States.JsonToString"] = new(1, 1, (a, _) => JsonFunctions.JsonToString(a[0])),
        ["States.MathRandom"] = new(2, 3, (a, random) => MathFunctions.Random(a, random)),
        ["States.MathAdd"] = new(2, 2, (a, _) => MathFunctions.Add(a[0], a[1])),
        ["States.StringSplit"] = new(2, 2, (a, _) => StringFunctions.Split(a[0], a[1])),
        ["States.Format"] = new(1, int.MaxValue, (a, _) => StringFunctions.Format(a), TakesTemplate: true),
        ["States.UUID"] = new(0, 0, (_, random) => random.NextGuid().ToString()),
    };

    public static IntrinsicFunction? Find(string name) => s_functions.GetValueOrDefault(name);
}
