using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Annals.Server.GenesysCloud;

/// <summary>Reads the JSON object that a request carries. Members that are not known are ignored, as there.</summary>
internal static class RequestBody
{
    /// <summary>Reads the body.</summary>
    /// <exception cref="Errors.RequestException">It is no JSON object, or says to be something else.</exception>
    public static async Task<JsonElement> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentType is { Length: > 0 } type && !IsJson(type))
        {
            throw GenesysErrors.UnsupportedMediaType();
        }

        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document.RootElement.Clone()
                : throw GenesysErrors.Bad(ErrorCodes.BadRequest, "The body is not a JSON object.");
        }
        catch (JsonException)
        {
            throw GenesysErrors.Bad(ErrorCodes.BadRequest, "The body cannot be read as JSON.");
        }
        catch (InvalidDataException)
        {
            throw GenesysErrors.Bad(ErrorCodes.ClientFailedRequest, "The body cannot be decompressed.");
        }
    }

    /// <summary>A text member; null when it is missing or null.</summary>
    public static string? Text(JsonElement body, string name)
    {
        if (!TryMember(body, name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        return Text(value) ?? throw GenesysErrors.Bad(ErrorCodes.InvalidProperty, $"\"{name}\" is not a text.", name);
    }

    /// <summary>A text member that has to be there.</summary>
    public static string RequiredText(JsonElement body, string name, string? path = null) => Text(body, name) is { Length: > 0 } text
        ? text
        : throw GenesysErrors.Bad(ErrorCodes.ConstraintValidation, $"\"{path ?? name}\" is needed.", path ?? name);

    /// <summary>A whole number within bounds; the default when it is missing or null.</summary>
    public static int Number(JsonElement body, string name, int min, int max, int byDefault)
    {
        if (!TryMember(body, name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return byDefault;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            throw GenesysErrors.Bad(ErrorCodes.InvalidProperty, $"\"{name}\" is not a number.", name);
        }

        return value.TryGetInt32(out var number) && number >= min && number <= max
            ? number
            : throw GenesysErrors.Bad(ErrorCodes.InvalidValue, $"\"{name}\" has to be a whole number from {min} to {max}.", name);
    }

    /// <summary>A list of objects; null when it is missing or null.</summary>
    public static IReadOnlyList<JsonElement>? Objects(JsonElement body, string name, int max)
    {
        if (!TryMember(body, name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(element => element.ValueKind != JsonValueKind.Object))
        {
            throw GenesysErrors.Bad(ErrorCodes.InvalidProperty, $"\"{name}\" is not a list of objects.", name);
        }

        return value.GetArrayLength() <= max
            ? [.. value.EnumerateArray()]
            : throw GenesysErrors.Bad(ErrorCodes.ConstraintValidation, $"\"{name}\" has more than {max} elements.", name);
    }

    /// <summary>Finds a member. Names in the body may be as broken as texts, which shows when they are compared.</summary>
    private static bool TryMember(JsonElement body, string name, out JsonElement value)
    {
        try
        {
            return body.TryGetProperty(name, out value);
        }
        catch (InvalidOperationException)
        {
            throw GenesysErrors.Bad(ErrorCodes.BadRequest, "A name in the body is no valid text.");
        }
    }

    private static string? Text(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Broken UTF-8, or half of a surrogate pair.
            return null;
        }
    }

    private static bool IsJson(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && (type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase));
}
