using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Shapes;

/// <summary>A member of a structure.</summary>
internal readonly record struct Member(string Name, Shape Shape, bool IsRequired);

/// <summary>A structure. Members that it does not define are ignored.</summary>
/// <param name="name">Its name in messages.</param>
/// <param name="members">Its members.</param>
internal sealed class StructureShape(string name, params IReadOnlyList<Member> members) : Shape
{
    public IReadOnlyList<Member> Members => members;

    /// <summary>Checks a request.</summary>
    /// <exception cref="ApiException">ValidationException: it violates constraints, all of which the message names;
    /// SerializationException.</exception>
    public void Check(ObjectData request)
    {
        var violations = new ConstraintViolations();
        Check(request, "", violations);
        violations.ThrowIfAny();
    }

    public override void Check(JsonData value, string path, ConstraintViolations violations)
    {
        if (value is not ObjectData structure) throw NotA("Structure", value);
        foreach (var member in members)
        {
            var memberPath = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            if (structure[member.Name] is { } present and not NullData) member.Shape.Check(present, memberPath, violations);
            else if (member.IsRequired) AddMissing(member.Shape, memberPath, violations);
        }
    }

    public override string Display(JsonData value) =>
        $"{name}({string.Join(", ", members.Select(member => $"{member.Name}={Display(member, value)}"))})";

    private static string Display(Member member, JsonData structure) =>
        structure[member.Name] is { } value ? member.Shape.Display(value) : "null";

    private static void AddMissing(Shape shape, string path, ConstraintViolations violations) => violations.Add(
        shape is StringShape { IsSensitive: true } ? null : "null", path, "Member must not be null");
}
