using System.Text;

namespace Annals.Index.Tests.Query;

/// <summary>Small records with everything that is hard to read or compare.</summary>
internal static class OddRecords
{
    public static IReadOnlyList<byte[]> All { get; } =
    [
        .. new[]
        {
            """{}""",
            """{"a":null,"b":"","c":{},"d":[],"e":[null,"",{},[]],"f":0,"g":false}""",
            """{"a":1,"a":2,"A":3,"a":{"b":"x"}}""",
            """{"Parameters":[{"Name":"ForwardTo","Value":"eve@example.org"},{"Value":"True","Name":"Enabled"},{"Name":"Empty","Value":""}]}""",
            """{"Parameters":"-ForwardTo \"eve@example.org\" -Force"}""",
            """{"ModifiedProperties":[{"Name":"Role","NewValue":"Owner","OldValue":"Member"},{"Name":"TargetId.UserType","NewValue":["Guest","5"],"OldValue":""},"loose"]}""",
            """{"propertyChanges":[{"property":"scopes","oldValues":["users"],"newValues":["audits","users"]},{"property":"deleted_on","newValues":["2021-05-31T09:44:53Z"]}]}""",
            """{"Name":"ForwardTo","Value":"not in a list","x":{"Name":"ForwardTo","Value":"neither"}}""",
            """{"x":[{"Name":"N","Name":"M","Value":1,"Value":"two","NewValue":{"deep":[1,{"Name":"P","Value":"q"}]}}]}""",
            """{"x":[[{"Name":"N","Value":[[["deep"]]]}],[[[7]]]]}""",
            """{"n":[1,1.0,-0,0,1e3,1E+3,12345678901234567890,9007199254740993,"5",5,"5.0",-1.5,0.05,"007"]}""",
            """{"t":"2026-01-31","u":"2026-01-31T10:30:05.123456789+02:00","v":"2026-01-31 10","w":"2026-02-30","x":"20260131"}""",
            """{"s":"caf\u00e9 CAF\u00c9 caf\u0065\u0301","k":"\u212Aelvin \u017Fet","i":"I\u0131\u0130i Istanbul İSTANBUL ısparta","ss":"STRASSE straße STRAẞE"}""",
            """{"bad":"\ud800 lone \udc00","pair":"\ud83d\ude00 grin \ud835\udd38\ud835\udd39","\ud800":"name"}""",
            """{"w":"alice.o'brien+tag@mail.example.com, bob_smith@example.org; C:\\Users\\Bob\\file-name.docx https://example.com/a?b=c&d=e_f#g"}""",
            """{"g":"{D919BA05-46A6-415f-80AD-7E09334BB852} 00000000-0000-0000-0000-000000000000/x","ip":"192.0.2.1:50000 [2001:db8::abcd]:443 2001:DB8::ABCD ::1 fe80::1 10:20 10:20:30 10:20:30Z a:b a:b:c"}""",
            """{"j":"{\"Name\":\"x\",\"Value\":\"rogue inbox\"}","esc":"tab\there\nline \"quoted\" back\\slash \/slash","q":"rogue","p":"rogue-inbox.rule"}""",
            """{"star":"a*b","paren":"(x) [y] {z}","comma":"a,b","ops":"a>=b<c=d!e","kw":"AND OR NOT TO","dots":"1..5 ../../etc","space":"  two  spaces  "}""",
            """{"@odata.type":"#x.y","a.b":{"c d":"dotted"},"":"empty name","raw":{"raw":"r"},"action":"Act","variants":"all","$v":1,"-x":"minus","Ünï":"código"}""",
            """{"cjk":"東京 監査 ログ","rtl":"مرحبا","combining":"e\u0301e","emoji":"a😀b","zwj":"a\u200db","soft":"a\u00adb","nbsp":"a\u00a0b","dash":"a—b a–b"}""",
            """{"id":"1","time":"2026-03-04T05:06:07Z","actor":{"id":"u1","name":"Alice Ärger","type":"User"},"action":"file.open","target":{"id":"t1","name":"Plan B.docx"},"outcome":"success","ip":"192.0.2.7","session":"s-1","extra":[true,false,null]}""",
            """{"id":"2","time":"2026-03-04T05:06:08Z","actor":"bob@example.org","action":"file.delete","target":"t2","outcome":"failure","context":{"size":1000,"ip":"2001:db8::7"}}""",
            """{"CreationTime":"2026-01-02T03:04:05","Id":"7","Operation":"New-InboxRule","RecordType":1,"Workload":"Exchange","UserId":"carol@example.com","UserKey":"k","UserType":0,"OrganizationId":"o","ClientIP":"[192.0.2.9]:443","ResultStatus":"True","ObjectId":"Inbox\\rule","Parameters":[{"Name":"DeleteMessage","Value":"True"}]}""",
            """{"CreationTime":"2026-01-02T03:04:06","Id":"8","Operation":"UserLoginFailed","RecordType":15,"Workload":"AzureActiveDirectory","UserId":"İpek@example.com","UserType":0,"ClientIP":"2001:db8::9","ResultStatus":"Failed","ErrorNumber":"50126"}""",
            """{ "spaced" : [ 1 , { "x" : [ ] } , "y" ] , "z" : { "w" : { } } }""",
        }.Select(Encoding.UTF8.GetBytes),
    ];
}
