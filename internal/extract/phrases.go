package extract

import (
	"regexp"
	"strings"
)

// The phrases by which newspapers part their story from what stands around it,
// in the languages they are printed in. Only what is common in a language is
// here; each is tried on short blocks alone, and most need a second sign.
var (
	// a label over a place sold to others, or over the rest of the story after it
	advertLabel = phrases(`advertisement, advertisements, advertising, advert, adverts, ad, ads, sponsored, sponsored content, promoted, promoted content, paid content,
		anzeige, werbung, publicidad, publicité, publicite, publicidade, pubblicità, advertentie, annonse, annons, annonce, reklame, reklam, reklama, mainos,
		hirdetés, publicitate, διαφήμιση, реклама, إعلان, 广告, 廣告, 広告, 광고, iklan, quảng cáo,
		article continues below, story continues below, article continues after, story continues after, this, the, below, scroll to continue, continue reading, continue reading below, skip,
		nach der anzeige geht es weiter, skip advertisement, article continues after this advertisement, story continues after advertisement`)

	// a pointer to another story
	readAlso = phrases(`more great, puedes ver, puede leer, le puede interesar, dowiedz się więcej, weiterlesen, passend zum artikel, passend dazu, lesen sie mehr zum thema, à découvrir, continue reading, latest videos from, 関連記事, read also, read more, read next, read our, also read, must read, read the full, see also, see more, more on, more from, more about, more like this, related, related* article*,
		you may also, you might also, you may like, you might like, you may be interested, you might be interested, recommended, what to read next, don t miss, don’t miss, dont miss,
		watch now, watch also, watch more, up next, in case you missed, next article, previous article, next post, previous post, most read, most popular, most viewed, top stories, trending,
		latest news, latest stories, latest posts, latest articles, further reading, more stories, more news,
		lesen sie auch, lesen sie mehr, lesen sie hier, lesen sie dazu, lesen sie außerdem, mehr zum thema, mehr dazu, mehr zu, auch interessant, lies auch, zum thema, weitere artikel, weitere themen, weitere news, das könnte sie auch, das könnte dich auch,
		lire aussi, à lire, a lire, lire également, voir aussi, sur le même sujet,
		leia também, leia mais, veja também, veja mais, lea también, lea más, lee también, lee más, leer más, leer también, te puede interesar, te puede gustar, también te puede, puedes leer, más información, ver también, noticia* relacionad*,
		leggi anche, leggi tutto, lees ook, lees verder, lees meer, läs också, läs mer, läs även, les også, les mer, læs også, læs mere, lue myös, lue lisää, czytaj też, czytaj także, czytaj również, czytaj więcej,
		zobacz też, zobacz także, zobacz również, przeczytaj, přečtěte si, čtěte také, čtěte též, čtěte více, prečítajte si, olvassa el, kapcsolódó, citește și, citeste si, citiți și, pročitajte, čitajte,
		читайте, читать также, также по теме, также читайте, смотрите также, по теме, дивіться також, вас может заинтересовать, вас могут заинтересовать, прочетете,
		διαβάστε, δείτε επίσης, δείτε ακόμα, ayrıca, ilgili haber*, baca juga, simak juga, xem thêm, đọc thêm, اقرأ أيضا, اقرأ أيضًا, اقرأ المزيد,
		相关, 相關, 延伸閱讀, 推荐阅读, 関連記事, 関連ニュース, あわせて読みたい, 관련기사, 관련 기사`)

	// asking the reader for an address, money or a visit elsewhere
	pitch = phrases(`get in touch, email us, emailing us, contact us, have a tip, got a tip, got a story, for more stories, more stories like this, story ideas, follow him on, follow her on, follow them on, follow the, subscrib*, sign up, signup, newsletter*, follow us, like us on, join us, join our, download our, download the, get the app, our app, mobile app, support us, support our, patreon, donat*,
		become a member, become a subscriber, become a patron, click here, free trial, already a subscriber, already a member, log in, login, register, create an account, telegram channel, google news, whatsapp,
		push notifications, app store, google play, abonnieren, abonniert, jetzt anmelden, jetzt testen, folgen sie uns, folge uns, abonnez, abonnement, inscrivez, suivez nous, suscrib*, suscríb*, síguenos, siguenos,
		inscreva, assine, siga, iscriviti, abbonati, seguici, abonneer, volg ons, prenumerera, följ oss, abonner, følg os, subskrybuj, zapisz się, obserwuj nas, odebírej, sledujte nás, abonează, urmăriți,
		iratkozz, feliratkoz*, takip edin, abone ol, ikuti, подпи*, підпи*, следите за, стежте за, телеграм*, telegram*, нашем канале, поддержите, підтримай*, تابعونا, اشترك, 关注我们, 订阅, 구독, 登録, フォロー`)

	// what stands on a paywall
	subscribeWords = phrases(`subscribe to, subscription*, subscribers only, subscriber only, already a subscriber, abonnieren, abonnent*, abo, abonné*, abonnement, abonnez, suscríbete, suscriptor*, assinante*, assine, abbonati, abbonamento, prenumerant*, prenumerera, abonnent*, подпис*, передплат*, 会員限定, 有料会員, 구독`)

	shareLabel = phrases(`share, tweet, print, email, e mail, copy, copy link, link copied, facebook, twitter, x, whatsapp, linkedin, pinterest, reddit, telegram, save, bookmark, listen, follow, like,
		gift this article, send, teilen, drucken, merken, kommentieren, vorlesen, partager, imprimer, compartir, compartilhar, condividi, delen, dela, поделиться, поділитися,
		share this, share this article, share this story, share this post, share on, share via, share with, messenger, bluesky, threads, mail, messages, flipboard, viber, vkontakte, вконтакте, фейсбук, телеграм`)

	commentLabel = phrases(`comment, comments, kommentar, kommentare, comentario, comentarios, comentário, comentários, commentaire, commentaires, commenti, reacties, kommentarer, komentarze, komentáře,
		комментарии, комментарий, комментариев, коментар, коментарі, коментарів, leave a reply, leave a comment, post a comment, join the conversation, join the discussion, write a comment,
		add a comment, comments are closed, view comments, show comments, 댓글, 评论`)

	copyrightStart = phrases(`copyright, all rights reserved, alle rechte vorbehalten, tous droits réservés, todos los derechos reservados`)
	contributed    = phrases(`contributed to this report, contributed to this story, contributed to this article, contributed reporting`)
	copyrightWords = phrases(`all rights reserved, alle rechte vorbehalten, tous droits réservés, todos los derechos reservados, без письменного разрешения, 无断转载, 無断転載, 무단전재, 무단 전재, 저작권자`)

	// who took or owns a picture
	creditStart = phrases(`photo by, photo credit, photo courtesy, photos by, photograph by, photograph, photo, image by, image credit, image courtesy, image source, image, picture, picture credit, screenshot, illustration by, illustration,
		foto, bild, symbolbild, imagen, immagine, фото, credit, credits, featured image, video credit`)
	creditWords = phrases(`getty images, shutterstock, picture alliance, imago images, ap photo, unsplash, istock`)

	// the desk behind the story
	deskStart = phrases(`reporting by, additional reporting by, writing by, editing by, with reporting by, with inputs from, with input from, with inputs, our standards, edited by, compiled by,
		dieser artikel ist zuerst, dieser artikel erschien, dieser text erschien, dieser artikel ist eine übersetzung, dieser beitrag erschien, dies ist eine, übersetzung, mit agenturmaterial, zitiervorschlag,
		first published, originally published, originally appeared, cet article est, este artículo, il vous reste, this story has been published, this article was originally, this story was originally, this article first appeared, this article was first published, this post first appeared, this story first appeared`)

	// what stands in the place of a video or a post that is not shown
	placeholder = phrases(`externer inhalt, empfohlener externer inhalt, empfohlener redaktioneller inhalt, externe inhalte, externen inhalt, externen inhalte*, inhalte erlauben, player wird geladen, personenbezogene daten können,
		external content, this video has failed to load, refreshing your browser, other videos from our team, your browser does not support, enable javascript, javascript is disabled, please turn on javascript,
		contenu externe, contenu bloqué, contenido externo, contenuto esterno, video wird geladen, video is loading, loading video, externe content, eksternt innhold, externt innehåll, this embed,
		datenschutzerklärung, privatsphäre einstellungen`)

	// what the paper earns by the story
	disclosure = phrases(`affiliate, affiliated, commission, commissions, affiliate link*, provisionslink*, affiliatelink*, affiliate disclosure, advertiser disclosure, cookie*, inbox`)

	readingTime = phrases(`tempo de leitura, de leitura, minuto, minutos, min de lectura, čas čtení, czas czytania, læsetid, lukuaika, min read, minute read, minutes read, min, mins, minutes, read, min lesezeit, minuten, lesezeit, temps de lecture, tiempo de lectura, tempo di lettura, leestijd, reading time, lecture, de lecture, de lectura, di lettura, мин, минут, минуты, чтения`)

	dateStart = phrases(`published, updated, posted, last updated, last modified, last edited, first published, veröffentlicht, aktualisiert, erstellt, stand, publié, mis à jour, publicado, actualizado, atualizado,
		pubblicato, aggiornato, publicerad, uppdaterad, publisert, oppdatert, опубликовано, обновлено, оновлено, modified, created, date`)

	agoWords = phrases(`ago, назад, тому`)

	bylineStart = phrases(`by, von, por, par, di, door, av, text, autor, author, written by, автор, fuente, quelle`)
)

// timeOrDay is a time of day, a year, or a day in figures.
var timeOrDay = regexp.MustCompile(`\d[:.h/-]\s?\d\d|\b(19|20)\d\d\b|\d\s?[年月일]`)

// dateish says whether the block is little more than a date or a time.
func (p *piece) dateish() bool {
	if len(p.text) > 90 {
		return false
	}
	digits, words := 0, strings.Count(p.folded, " ")+1
	for i := 0; i < len(p.text); i++ {
		if p.text[i] >= '0' && p.text[i] <= '9' {
			digits++
		}
	}
	if words <= 4 && agoWords.ends(p.folded) {
		return true
	}
	return digits >= 3 && words <= 10 && (digits*4 >= len(p.text) && timeOrDay.MatchString(p.text) || dateStart.starts(p.folded))
}
