using VideoPipeline.StatesLanguage.DataFlow;
using VideoPipeline.StatesLanguage.Definition;
using VideoPipeline.StatesLanguage.Errors;
using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.StatesLanguage.Maps;

/// <summary>Where the items of a Map state without an ItemReader come from: its input, or the ItemsPath or Items in it.</summary>
internal abstract class ItemSource
{
    /// <exception cref="StatesException">There is no array.</exception>
    public abstract IReadOnlyList<MapItem> Items(Scope scope);

    /// <summary>Parses the fields.</summary>
    /// <param name="node">The Map state.</param>
    /// <param name="takesObjects">Whether an object is iterated as its fields, as in a distributed Map.</param>
    public static ItemSource Parse(DefinitionNode node, bool takesObjects)
    {
        if (node.Language == QueryLanguage.JsonPath)
        {
            return new PathItems(node.Optional("ItemsPath")?.Path() ?? Expression.Parse("$"), takesObjects);
        }
        if (node.Optional("Items") is not { } items) return new InputItems();
        if (items.Jsonata() is { } expression) return new ComputedItems(expression, takesObjects);
        if (items.Token is not ArrayData && !(takesObjects && items.Token is ObjectData)) items.ReportType("Array");
        return new TemplateItems(items.Template());
    }

    private static MapItem[]? AsItems(JsonData value, bool takesObjects) => value switch
    {
        ArrayData array => array.Select((item, index) => new MapItem(index, item)).ToArray(),
        ObjectData o when takesObjects => o.Select((field, index) => new MapItem(
            index, ObjectData.Of(("Key", field.Key), ("Value", field.Value))) { Key = field.Key }).ToArray(),
        _ => null,
    };

    private sealed class PathItems(Expression path, bool takesObjects) : ItemSource
    {
        public override IReadOnlyList<MapItem> Items(Scope scope) => AsItems(path.Require(scope), takesObjects)
            ?? throw StatesException.Runtime($"Reference path \"{PathInRoot}\" must point to array.");

        // As recorded on AWS, which names the path within the context object.
        private string PathInRoot => path.Text.StartsWith("$$", StringComparison.Ordinal) ? path.Text[1..] : path.Text;
    }

    private sealed class InputItems : ItemSource
    {
        // As on AWS, only an array is taken as it is.
        public override IReadOnlyList<MapItem> Items(Scope scope) => AsItems(scope.Input, takesObjects: false)
            ?? throw StatesException.QueryEvaluation(
                field: null, $"Map state input must be an array but was: {scope.Input}");
    }

    private sealed class ComputedItems(JsonataExpression expression, bool takesObjects) : ItemSource
    {
        public override IReadOnlyList<MapItem> Items(Scope scope)
        {
            var value = expression.Evaluate(scope);
            return AsItems(value, takesObjects) ?? throw expression.OfWrongType(value, "array");
        }
    }

    private sealed class TemplateItems(PayloadTemplate template) : ItemSource
    {
        public override IReadOnlyList<MapItem> Items(Scope scope) => AsItems(template.Evaluate(scope), takesObjects: true)!;
    }
}
