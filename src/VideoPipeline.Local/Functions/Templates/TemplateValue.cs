using System.Text.RegularExpressions;

namespace VideoPipeline.Local.Functions.Templates;

/// <summary>A value of a template: a literal or an intrinsic function.</summary>
internal abstract partial record TemplateValue
{
    private TemplateValue()
    {
    }

    /// <summary>Resolves the value; null if it contains a reference without a value.</summary>
    /// <param name="lookUp">Returns the value of a reference, or null.</param>
    public abstract string? Resolve(Func<Reference, string?> lookUp);

    /// <summary>A literal.</summary>
    public sealed record Literal(string Text) : TemplateValue
    {
        /// <inheritdoc/>
        public override string Resolve(Func<Reference, string?> lookUp) => Text;
    }

    /// <summary><c>!Ref LogicalId</c>, or <c>!GetAtt LogicalId.Attribute</c>.</summary>
    /// <param name="LogicalId">The resource, the parameter or the pseudo parameter, such as <c>AWS::Region</c>.</param>
    /// <param name="Attribute">The attribute; null for <c>!Ref</c>.</param>
    public sealed record Reference(string LogicalId, string? Attribute) : TemplateValue
    {
        /// <inheritdoc/>
        public override string? Resolve(Func<Reference, string?> lookUp) => lookUp(this);

        /// <inheritdoc/>
        public override string ToString() => Attribute is null ? LogicalId : $"{LogicalId}.{Attribute}";

        internal static Reference Parse(string text) =>
            text.IndexOf('.', StringComparison.Ordinal) is var dot and > 0
                ? new(text[..dot], text[(dot + 1)..])
                : new(text, null);
    }

    /// <summary><c>!Sub</c>: a string with the placeholders <c>${LogicalId}</c> and <c>${LogicalId.Attribute}</c>.</summary>
    public sealed partial record Substitution(string Text) : TemplateValue
    {
        /// <inheritdoc/>
        public override string? Resolve(Func<Reference, string?> lookUp)
        {
            var complete = true;
            var text = Placeholder().Replace(Text, match =>
            {
                var value = lookUp(Reference.Parse(match.Groups[1].Value));
                complete &= value is not null;
                return value ?? "";
            });
            return complete ? text.Replace("${!", "${", StringComparison.Ordinal) : null;
        }

        // ${!Literal} is an escaped ${Literal}, not a placeholder.
        [GeneratedRegex(@"\$\{([^!}][^}]*)\}")]
        private static partial Regex Placeholder();
    }
}
