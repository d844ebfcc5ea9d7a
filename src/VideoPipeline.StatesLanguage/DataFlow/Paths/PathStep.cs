using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.DataFlow.Paths;

/// <summary>A step of a JSONPath: selects values within a value. <c>ToString</c> is its form in error messages.</summary>
internal abstract record PathStep
{
    /// <summary>Whether the step selects at most one value.</summary>
    public virtual bool IsDefinite => false;

    public abstract IEnumerable<JsonData> Select(JsonData value, JsonData root);

    /// <summary>The one value that a definite step selects; null if there is none.</summary>
    public virtual JsonData? SelectOne(JsonData value, JsonData root) => Select(value, root).FirstOrDefault();

    public abstract override string ToString();

    /// <summary>The values of an object's fields, or an array's elements.</summary>
    protected static IEnumerable<JsonData> Children(JsonData value) => value switch
    {
        ObjectData o => o.Select(field => field.Value),
        ArrayData a => a,
        _ => [],
    };

    protected static string Quoted(string name) => $"'{name}'";
}

/// <summary><c>.name</c> or <c>['name']</c>.</summary>
internal sealed record NameStep(string Name) : PathStep
{
    public override bool IsDefinite => true;

    public override IEnumerable<JsonData> Select(JsonData value, JsonData root) => value[Name] is { } found ? [found] : [];

    public override JsonData? SelectOne(JsonData value, JsonData root) => value[Name];

    public override string ToString() => $"[{Quoted(Name)}]";
}

/// <summary><c>['a','b']</c>: at the end of a path one object with those of the fields that exist, otherwise each of the
/// fields.</summary>
internal sealed record NamesStep(IReadOnlyList<string> Names, bool IsLast) : PathStep
{
    public override bool IsDefinite => IsLast;

    public override IEnumerable<JsonData> Select(JsonData value, JsonData root)
    {
        if (value is not ObjectData o) return [];
        var present = Names.Where(o.Contains).Distinct(StringComparer.Ordinal);
        return IsLast ? [ObjectData.Of(present.Select(name => (name, o.Find(name)!)))] : present.Select(name => o.Find(name)!);
    }

    public override string ToString() => $"[{string.Join(',', Names.Select(Quoted))}]";
}

/// <summary><c>[0]</c>; a negative index counts from the end.</summary>
internal sealed record IndexStep(int Index) : PathStep
{
    public override bool IsDefinite => true;

    public override IEnumerable<JsonData> Select(JsonData value, JsonData root) =>
        SelectOne(value, root) is { } found ? [found] : [];

    public override JsonData? SelectOne(JsonData value, JsonData root) =>
        value is ArrayData a && (Index < 0 ? a.Count + Index : Index) is var at && at >= 0 && at < a.Count ? a[at] : null;

    public override string ToString() => $"[{Index}]";
}

/// <summary><c>[0,2]</c>.</summary>
internal sealed record IndicesStep(IReadOnlyList<int> Indices) : PathStep
{
    public override IEnumerable<JsonData> Select(JsonData value, JsonData root) =>
        Indices.SelectMany(index => new IndexStep(index).Select(value, root));

    public override string ToString() => $"[{string.Join(',', Indices)}]";
}

/// <summary><c>[1:3]</c>: from the first index (inclusive) to the second (exclusive).</summary>
internal sealed record SliceStep(int? From, int? To) : PathStep
{
    public override IEnumerable<JsonData> Select(JsonData value, JsonData root)
    {
        if (value is not ArrayData a) return [];
        var (from, to) = (Bound(From ?? 0, a.Count), Bound(To ?? a.Count, a.Count));
        return from < to ? a.Skip(from).Take(to - from) : [];
    }

    public override string ToString() => $"[{From}:{To}]";

    private static int Bound(int index, int count) => Math.Clamp(index < 0 ? count + index : index, 0, count);
}

/// <summary><c>*</c>: every field or element.</summary>
internal sealed record WildcardStep : PathStep
{
    public override IEnumerable<JsonData> Select(JsonData value, JsonData root) => Children(value);

    public override string ToString() => "[*]";
}

/// <summary><c>..</c>: the value and everything below it, to which the next step applies.</summary>
internal sealed record DescendantsStep : PathStep
{
    public override IEnumerable<JsonData> Select(JsonData value, JsonData root)
    {
        var open = new Stack<JsonData>([value]);
        while (open.TryPop(out var next))
        {
            yield return next;
            foreach (var child in Children(next).Reverse()) open.Push(child);
        }
    }

    public override string ToString() => "..";
}

/// <summary><c>[?(…)]</c>: the elements of an array for which the condition holds; an object itself, if it holds for
/// that.</summary>
internal sealed record FilterStep(string Text, FilterCondition Condition) : PathStep
{
    public override IEnumerable<JsonData> Select(JsonData value, JsonData root) => value switch
    {
        ArrayData a => a.Where(item => Condition.Holds(item, root)),
        ObjectData o when Condition.Holds(o, root) => [o],
        _ => [],
    };

    public override string ToString() => "[?]";
}

/// <summary><c>.length()</c> and the other functions on the value that the path before it selects.</summary>
internal sealed record FunctionStep(PathFunction Function, IReadOnlyList<FilterOperand> Arguments) : PathStep
{
    public override bool IsDefinite => true;

    public override IEnumerable<JsonData> Select(JsonData value, JsonData root) =>
        SelectOne(value, root) is { } result ? [result] : [];

    public override JsonData? SelectOne(JsonData value, JsonData root) =>
        Function.Body(value, Arguments.Select(argument => argument.Evaluate(root, root)).OfType<JsonData>().ToArray());

    public override string ToString() => $".{Function.Name}()";
}
