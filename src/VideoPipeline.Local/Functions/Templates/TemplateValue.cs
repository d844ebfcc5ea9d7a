using System.Text.RegularExpressions;

namespace VideoPipeline.Local.Functions.Templates;

/// <summary>A value of a template that CloudFormation may have to work out.</summary>
public abstract partial record TemplateValue
{
    private TemplateValue()
    {
    }

    /// <summary>The value, or null where it depends on something <paramref name="known"/> says nothing of.</summary>
    /// <param name="known">Gives the value of a reference, or null.</param>
    public abstract string? Resolve(Func<Reference, string?> known);

    /// <summary>A value as written.</summary>
    public sealed record Literal(string Text) : TemplateValue
    {
        /// <inheritdoc/>
        public override string Resolve(Func<Reference, string?> known) => Text;
    }

    /// <summary><c>!Ref LogicalId</c>, or <c>!GetAtt LogicalId.Attribute</c>.</summary>
    /// <param name="LogicalId">A resource, a parameter or a pseudo parameter such as <c>AWS::Region</c>.</param>
    /// <param name="Attribute">Null for <c>!Ref</c>.</param>
    public sealed record Reference(string LogicalId, string? Attribute) : TemplateValue
    {
        /// <inheritdoc/>
        public override string? Resolve(Func<Reference, string?> known) => known(this);

        /// <inheritdoc/>
        public override string ToString() => Attribute is null ? LogicalId : $"{LogicalId}.{Attribute}";

        internal static Reference Parse(string text) =>
            text.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? new(text[..dot], text[(dot + 1)..]) : new(text, null);
    }

    /// <summary><c>!Sub</c>: a text in which <c>${LogicalId}</c> and <c>${LogicalId.Attribute}</c> stand for values.</summary>
    public sealed partial record Substitution(string Text) : TemplateValue
    {
        /// <inheritdoc/>
        public override string? Resolve(Func<Reference, string?> known)
        {
            var complete = true;
            var text = Placeholder().Replace(Text, match =>
            {
                var value = known(Reference.Parse(match.Groups[1].Value));
                complete &= value is not null;
                return value ?? "";
            });
            return complete ? text.Replace("${!", "${", StringComparison.Ordinal) : null;
        }

        // ${!Literal} is not a placeholder: CloudFormation writes it as ${Literal}.
        [GeneratedRegex(@"\$\{([^!}][^}]*)\}")]
        private static partial Regex Placeholder();
    }
}
