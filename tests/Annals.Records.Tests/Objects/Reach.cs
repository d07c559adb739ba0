using System.Collections;
using System.Reflection;
using Annals.Records.Objects;

namespace Annals.Records.Tests.Objects;

/// <summary>Walks over the typed properties of the models.</summary>
internal static class Reach
{
    public static IEnumerable<PropertyInfo> Properties(Type model) =>
        model.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.DeclaringType != typeof(RecordObject) && p.CanWrite && p.SetMethod!.IsPublic)
            .GroupBy(p => p.Name).Select(g => g.First());

    /// <summary>Reads every property, and those of all objects behind; returns how many values there were.</summary>
    public static int ReadAll(RecordObject model)
    {
        var count = 0;
        foreach (var property in Properties(model.GetType()))
        {
            count += property.GetValue(model) switch
            {
                null => 0,
                RecordObject inner => 1 + ReadAll(inner),
                IEnumerable list and not string => 1 + list.OfType<RecordObject>().Sum(ReadAll),
                System.Text.Json.JsonElement element => element.GetRawText().Length > 0 ? 1 : 0,
                var value => value.ToString() is null ? 0 : 1,
            };
        }

        return count;
    }

    /// <summary>Makes every object behind the record count as changed, so that all of it is written member by member.</summary>
    public static void TouchAll(RecordObject model)
    {
        if (model.WireKind == System.Text.Json.JsonValueKind.Object)
        {
            using var value = System.Text.Json.JsonDocument.Parse("1");
            model.Set("touched by a test", value.RootElement);
            Assert.True(model.Remove("touched by a test"));
        }

        foreach (var property in Properties(model.GetType()))
        {
            switch (property.GetValue(model))
            {
                case RecordObject inner:
                    TouchAll(inner);
                    break;
                case IEnumerable list and not string:
                    list.OfType<RecordObject>().ToList().ForEach(TouchAll);
                    break;
            }
        }
    }

    public static IEnumerable<Type> AllModels => typeof(RecordObject).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(RecordObject)) && !t.IsAbstract);

    public static ObjectSchema SchemaOf(Type model) => (ObjectSchema)model.GetField("OwnSchema", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
}
