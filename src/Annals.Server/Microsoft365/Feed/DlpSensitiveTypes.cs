using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Annals.Server.Microsoft365.Feed;

/// <summary>
/// <c>GET /resources/dlpSensitiveTypes</c>: ids and names of the vendor's built-in types of sensitive information that are met most. Types that an organisation made
/// itself are known to its own service only. Names are in English, whatever language is asked for.
/// </summary>
internal static partial class DlpSensitiveTypes
{
    private static readonly (string Id, string Name)[] All =
    [
        ("50842eb7-edc8-4019-85dd-5a5c1f2bb085", "Credit Card Number"),
        ("0e9b3178-9678-47dd-a509-37222ca96b42", "EU Debit Card Number"),
        ("cb353f78-2b72-4c3c-8827-92ebe4f69fdf", "ABA Routing Number"),
        ("cb2ab58c-9cb8-4c81-baf8-a4e106791df4", "SWIFT Code"),
        ("e7dc4711-11b7-4cb0-b88b-2c394a771f0e", "International Banking Account Number (IBAN)"),
        ("a2ce32a8-f935-4bb6-8e96-2a5157672e2c", "U.S. Bank Account Number"),
        ("a44669fe-0d48-453d-a9b1-2cc83f2cba77", "U.S. Social Security Number (SSN)"),
        ("e55e2a32-f92d-4985-a35d-a0b269eb687b", "U.S. Individual Taxpayer Identification Number (ITIN)"),
        ("178ec42a-18b4-47cc-85c7-d62c92fd67f8", "U.S. / U.K. Passport Number"),
        ("6fa57f91-314a-4561-8248-7ab921957448", "Philippines Passport Number"),
        ("d0001c83-e72f-4360-98d3-f5a41dc5a380", "Indonesia Passport Number"),
        ("78e09124-f2c3-4656-b32a-c1a132cd2711", "Brazil CPF Number"),
        ("1daa4ad5-e2dd-4ca4-a788-54722c09efb2", "IP Address"),
        ("a7dd5e5f-e7f9-4626-a2c6-86a8cb6830d2", "IP Address v4"),
        ("50b8b56b-4ef8-44c2-a924-03374f5831ce", "All Full Names"),
        ("8548332d-6d71-41f8-97db-cc3b5fa544e6", "All Physical Addresses"),
        ("44aa44f2-63d1-41df-af0d-970283ac41e2", "U.S. Physical Addresses"),
        ("d1d18c85-1203-46f5-b32f-2d6309de4e5b", "Australia Physical Addresses"),
        ("065bdd91-ef07-40d3-b8a4-0aea722eaa49", "All Medical Terms And Conditions"),
        ("17066377-466d-43ff-997f-c9240414021c", "Diseases"),
        ("f6dc2d17-3549-41e2-af29-ae1846ae9542", "Types Of Medication"),
        ("ee05bb9c-7b87-42e1-9987-446b243245d5", "Lab Test Terms"),
        ("0f587d92-eb28-44a9-bd1c-90f2892b47aa", "Azure DocumentDB Auth Key"),
        ("ce1a126d-186f-4700-8c0c-486157b953fd", "Azure SQL Connection String"),
        ("0b34bec3-d5d6-4974-b7b0-dcdb5c90c29d", "Azure IoT Connection String"),
        ("c7bc98e8-551a-4c35-a92d-d2c8cda714a7", "Azure Storage Account Key"),
        ("095a7e6c-efd8-46d5-af7b-5298d53a49fc", "Azure Redis Cache Connection String"),
    ];

    public static Task GetAsync(HttpContext context)
    {
        CheckLanguage(context.Request.Headers.AcceptLanguage.ToString());
        return FeedAnswer.WriteAsync(context, writer =>
        {
            writer.WriteStartArray();
            foreach (var (id, name) in All)
            {
                writer.WriteStartObject();
                writer.WriteString("id"u8, id);
                writer.WriteString("name"u8, name);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    private static void CheckLanguage(string header)
    {
        var languages = header.Split(',', StringSplitOptions.TrimEntries);
        if (languages.Length > 1)
        {
            throw FeedError.TwoLanguages;
        }

        if (languages[0].Length > 0 && !Language().IsMatch(languages[0]))
        {
            throw FeedError.BadLanguage;
        }
    }

    /// <summary>RFC 9110, section 12.5.4: a range of languages with an optional weight.</summary>
    [GeneratedRegex(@"\A(?:\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8}){0,8})(?:\s*;\s*[qQ]=(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Language();
}
