using VideoPipeline.StatesLanguage.Json;

namespace VideoPipeline.Local.Serving.StepFunctions.Testing;

/// <summary>Validates a mocked result against the response of an API, in AWS's words. Members that the API does not have are
/// ignored.</summary>
/// <param name="response">The response.</param>
/// <param name="requires">Whether required members must be present (STRICT, not PRESENT).</param>
internal sealed class ResultValidation(ApiResponse response, bool requires)
{
    /// <exception cref="ApiException">ValidationException: the result is not of the response's shape.</exception>
    public void Check(ObjectData result) => CheckFields(result, response.Find(response.Shape));

    private void Check(string field, JsonData value, ApiShape shape)
    {
        switch (shape.Type)
        {
            case "structure":
                CheckFields(value as ObjectData ?? throw Invalid(field, "must be an object"), shape);
                break;
            case "list":
                var items = value as ArrayData ?? throw Invalid(field, "must be an array");
                foreach (var item in items) Check(field, item, response.Find(shape.Item));
                break;
            case "map":
                var entries = value as ObjectData ?? throw Invalid(field, "must be an object");
                foreach (var (_, entry) in entries) Check(field, entry, response.Find(shape.Item));
                break;
            case "boolean":
                if (value is not BooleanData) throw Invalid(field, "must be a boolean");
                break;
            case "integer" or "long" or "float" or "double":
                CheckNumber(field, value as NumberData ?? throw Invalid(field, "must be a number"), shape);
                break;
            case "string" or "blob" or "timestamp":
                CheckText(field, value as StringData ?? throw Invalid(field, "must be a string"), shape);
                break;
        }
    }

    private void CheckFields(ObjectData value, ApiShape shape)
    {
        if (requires && shape.Required.FirstOrDefault(name => !value.Contains(name)) is { } missing)
            throw ApiException.Validation($"Mock result schema validation error: Required field '{missing}' is missing");
        foreach (var (name, field) in value)
        {
            if (shape.Fields.TryGetValue(name, out var type)) Check(name, field, response.Find(type));
        }
    }

    private static void CheckNumber(string field, NumberData number, ApiShape shape)
    {
        if (number.Value < shape.Minimum) throw Invalid(field, "is less than the minimum value");
        if (number.Value > shape.Maximum) throw Invalid(field, "exceeds the maximum value");
    }

    private static void CheckText(string field, StringData text, ApiShape shape)
    {
        if (shape.Values.Count > 0 && !shape.Values.Contains(text.Value)) throw Invalid(field, "is not an expected value");
        if (text.Value.Length < shape.Minimum) throw Invalid(field, "is smaller than the minimum length");
        if (text.Value.Length > shape.Maximum) throw Invalid(field, "exceeds the maximum length");
    }

    private static ApiException Invalid(string field, string problem) =>
        ApiException.Validation($"Mock result schema validation error: Field '{field}' {problem}");
}
